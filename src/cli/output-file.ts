import { closeSync, mkdirSync, openSync, readFileSync, type Stats, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PostmortemError } from '../base/errors.ts'
import { mayReplaceReport, type ReportFormat } from '../index.ts'

const EXTENSIONS: Readonly<Record<ReportFormat, string>> = { md: 'md', html: 'html', json: 'json', text: 'txt' }
const FORMATS: ReadonlyMap<string, ReportFormat> = new Map([
  ['md', 'md'],
  ['markdown', 'md'],
  ['html', 'html'],
  ['json', 'json'],
  ['txt', 'text'],
])

/** Format that a file name asks for (`report.html`); undefined where it asks for none. */
export function formatOfFile(path: string | undefined): ReportFormat | undefined {
  return FORMATS.get(/\.([a-z]+)$/.exec(path ?? '')?.[1] ?? '')
}

/** undefined where nothing is there, or where it cannot be told: opening it tells why. */
function stat(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

function isFolder(path: string): boolean {
  return /[/\\]$/.test(path) || (stat(path)?.isDirectory() ?? false)
}

/** Where the report goes: `--out` itself, or `postmortem.<extension>` in it where it is a folder. */
export function reportPath(out: string, format: ReportFormat): string {
  return isFolder(out) ? join(out, `postmortem.${EXTENSIONS[format]}`) : out
}

/** A report is a few MB; what is larger is none of ours. */
const MAX_REPORT_BYTES = 64 << 20

/** Throws PostmortemError OUTPUT_EDITED where writing a report to `path` would lose what people have written there. Call it before long work. */
export async function assertReplaceable(path: string, format: ReportFormat): Promise<void> {
  const stats = stat(path)
  if (stats === undefined || !stats.isFile()) return
  let text: string | undefined
  try {
    text = stats.size > MAX_REPORT_BYTES ? undefined : readFileSync(path, 'utf8')
  } catch {
    // what cannot be read is not known to be ours
  }
  if (text !== undefined && (await mayReplaceReport(text, format))) return
  throw new PostmortemError('OUTPUT_EDITED', `${path} is already there and not as cni-postmortem printed it`, {
    reason: 'somebody has filled it in, or it is another file',
    hint: 'choose another place with --out, or replace it with --force',
  })
}

/**
 * Hands a writer for `path` to `use`; folders above it are made, an earlier file is replaced. Throws PostmortemError OUTPUT_FAILED.
 */
export async function writingTo<Result>(
  path: string,
  use: (write: (part: string) => void) => Promise<Result>,
): Promise<Result> {
  const attempt = <Value>(action: () => Value): Value => {
    try {
      return action()
    } catch (cause) {
      throw new PostmortemError('OUTPUT_FAILED', `cannot write ${path}`, {
        cause,
        hint: 'choose another place with --out',
      })
    }
  }
  let file: number | undefined
  const opened = (): number => {
    file ??= attempt(() => {
      mkdirSync(dirname(path), { recursive: true })
      return openSync(path, 'w')
    })
    return file
  }
  try {
    return await use((part) => {
      const target = opened()
      attempt(() => writeFileSync(target, part))
    })
  } finally {
    if (file !== undefined) closeSync(file)
  }
}
