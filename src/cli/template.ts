import { readFileSync } from 'node:fs'
import { PostmortemError } from '../base/errors.ts'
import { templateNames } from '../index.ts'

/** `--template`: a shipped name stays a name, anything else is a file whose text is taken. Throws PostmortemError BAD_TEMPLATE. */
export async function readTemplate(nameOrFile: string | undefined): Promise<string | undefined> {
  if (nameOrFile === undefined) return undefined
  const names = await templateNames()
  if (names.includes(nameOrFile)) return nameOrFile
  try {
    return readFileSync(nameOrFile, 'utf8')
  } catch (cause) {
    throw new PostmortemError('BAD_TEMPLATE', `no template ${nameOrFile}`, {
      cause,
      hint: `use ${names.join(', ')} or the path of a file (docs/report.md)`,
    })
  }
}
