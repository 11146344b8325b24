import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readRuleFile } from '../../parsers/own-causes/rule-file.ts'
import { PostmortemError } from '../base/errors.ts'
import type { CauseDefinition } from '../model/cause.ts'

const MAX_FILES = 1000
const MAX_BYTES = 1 << 20
const HINT = 'name a folder of .yaml files with one cause each, or one such file (docs/rules.md)'

/**
 * A user's own causes: every `*.yaml` and `*.yml` of a folder (not below it), in order of the names, or one file. Throws PostmortemError
 * BAD_RULES with file, line and column.
 */
export function readRulesDir(path: string): readonly CauseDefinition[] {
  const rules: CauseDefinition[] = []
  const from = new Map<string, string>()
  for (const file of ruleFiles(path)) {
    const rule = readRuleFile(file, readText(file))
    const earlier = from.get(rule.id)
    if (earlier !== undefined)
      throw new PostmortemError('BAD_RULES', `${file}:1:1: id ${rule.id} is used twice`, {
        reason: `it is in ${earlier} too`,
        hint: 'give it another id, or bring the patterns together in one file',
      })
    from.set(rule.id, file)
    rules.push(rule)
  }
  return rules
}

function ruleFiles(path: string): readonly string[] {
  let names: readonly string[]
  try {
    if (!statSync(path).isDirectory()) return [path]
    names = readdirSync(path).filter((name) => /\.ya?ml$/.test(name))
  } catch (cause) {
    throw new PostmortemError('BAD_RULES', `cannot read rules ${path}`, { cause, hint: HINT })
  }
  if (names.length === 0 || names.length > MAX_FILES)
    throw new PostmortemError('BAD_RULES', `cannot use rules ${path}`, {
      reason: `it has ${names.length} files that end in .yaml or .yml, 1 to ${MAX_FILES} may be there`,
      hint: HINT,
    })
  return [...names].sort().map((name) => join(path, name))
}

function readText(file: string): string {
  try {
    const bytes = readFileSync(file)
    if (bytes.length > MAX_BYTES) throw new Error(`it is larger than ${MAX_BYTES} bytes`)
    return bytes.toString('utf8')
  } catch (cause) {
    throw new PostmortemError('BAD_RULES', `cannot read rules ${file}`, { cause, hint: HINT })
  }
}
