import { readFileSync, writeFileSync } from 'node:fs'
import { PostmortemError } from '../base/errors.ts'
import { checkReport, type ReportCheck } from '../index.ts'
import { type Io, print, say } from './io.ts'

/** Problems that an error names; the others are counted. */
const MAX_PROBLEMS = 5

/**
 * `report --check FILE`: how many prompts are open, and the times that follow from those that people filled in; with `write` the file gets them.
 * Throws PostmortemError PATH_UNREADABLE, OUTPUT_FAILED, and BAD_REPORT for times that cannot be read or cannot be true.
 */
export async function checkWritten(io: Io, path: string, write: boolean): Promise<void> {
  const text = readReport(path)
  const check = await checkReport(text)
  const times = check.times.map((time) => `time to ${time.name}: ${time.says}\n`).join('')
  await print(io, `${check.open} open\n${times}`, 'text')
  for (const { line, says } of check.kept) say(io, `line ${line}: ${says}`)
  if (check.problems.length > 0) throw badTimes(path, check)
  if (!write || check.filled === text) return
  try {
    writeFileSync(path, check.filled)
  } catch (cause) {
    throw new PostmortemError('OUTPUT_FAILED', `cannot write ${path}`, { cause, hint: 'check its permissions' })
  }
  say(io, `times written to ${path}`)
}

function readReport(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path))
  } catch (cause) {
    throw new PostmortemError('PATH_UNREADABLE', `cannot read ${path}`, {
      cause,
      hint: 'name a Markdown or HTML report in UTF-8',
    })
  }
}

function badTimes(path: string, { problems }: ReportCheck): PostmortemError {
  const named = problems.slice(0, MAX_PROBLEMS).map(({ line, says }) => `line ${line}: ${says}`)
  const more = problems.length > named.length ? [`${problems.length - named.length} more`] : []
  return new PostmortemError('BAD_REPORT', `${path} has times that cannot be used`, {
    reason: [...named, ...more].join('; '),
    hint: 'write 2022-04-26 09:14, 2022-04-26 09:14:50 UTC or 2022-04-26T11:14:50+02:00, or none; without a zone it is UTC',
  })
}
