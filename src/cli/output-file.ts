import { closeSync, mkdirSync, openSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PostmortemError } from '../base/errors.ts'
import type { ReportFormat } from '../index.ts'

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

function isFolder(path: string): boolean {
  return /[/\\]$/.test(path) || (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false)
}

/** Where the report goes: `--out` itself, or `postmortem.<extension>` in it where it is a folder. */
export function reportPath(out: string, format: ReportFormat): string {
  return isFolder(out) ? join(out, `postmortem.${EXTENSIONS[format]}`) : out
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
