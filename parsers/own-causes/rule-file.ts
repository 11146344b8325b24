import { yaml } from '../../src/base/on-demand.ts'
import type { CauseDefinition, CausePattern } from '../../src/model/cause.ts'
import type { OwnCauseId } from '../../src/model/vocabulary.ts'
import { causes } from '../causes/index.ts'
import { foldText } from '../errors/template.ts'
import { Fields } from './fields.ts'
import { compilePattern, PATTERN_ALLOWS, patternFault } from './linear-pattern.ts'
import { faultAt, offsetOf, type RuleText } from './place.ts'

const KEYS = [
  'id',
  'title',
  'severity',
  'patterns',
  'what',
  'why',
  'steps',
  'references',
  'knownVersions',
  'samples',
  'lookAlikes',
]
const SEVERITIES: readonly CauseDefinition['severity'][] = ['critical', 'high', 'medium', 'low']
/** Above ordinary texts of the catalogue (50), below its exact wordings (90). */
const RANK = 80
/** A literal of fewer characters would be in every text, and the expression behind it would be tried on all of them. */
const SHORTEST_LITERAL = 3
const ownId = /^x-[a-z0-9]{1,40}(?:-[a-z0-9]{1,40}){0,8}$/

const isOwnId = (id: string): id is OwnCauseId => ownId.test(id)

/**
 * Reads one rules file (YAML, one cause; docs/rules.md). `id` is new (`x-...`) or one of the catalogue: then only the patterns are needed,
 * and the texts that are given take the place of the catalogue's. Throws PostmortemError BAD_RULES with line and column.
 */
export function readRuleFile(file: string, text: string): CauseDefinition {
  const lines = new (yaml().LineCounter)()
  const rules: RuleText = { file, text, lines }
  const document = yaml().parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const broken = document.errors[0]
  if (broken !== undefined)
    throw faultAt(rules, broken.pos[0], 'this is no YAML', 'see docs/rules.md for an example', broken)
  const fields = new Fields(rules, document.contents, 'the file', KEYS)
  const id = fields.text('id')
  const base = causes.find((cause) => cause.id === id)
  if (base !== undefined) return definition(fields, base.id, base)
  if (isOwnId(id)) return definition(fields, id, undefined)
  throw fields.fault(
    'id',
    `id ${JSON.stringify(id)} is neither new nor in the catalogue`,
    'write x- and words of a-z, 0-9 joined by -, or an id that explain lists',
  )
}

function definition(fields: Fields, id: CauseDefinition['id'], base: CauseDefinition | undefined): CauseDefinition {
  return {
    id,
    title: fields.text('title', base?.title),
    severity: fields.choice('severity', SEVERITIES, base?.severity ?? 'medium'),
    patterns: fields.items('patterns', 1).map((node, index) => readPattern(fields.rules, node, `patterns[${index}]`)),
    what: fields.text('what', base?.what),
    why: fields.text('why', base?.why ?? ''),
    steps: base !== undefined && !fields.has('steps') ? base.steps : readSteps(fields),
    references: base !== undefined && !fields.has('references') ? base.references : readReferences(fields),
    knownVersions: fields.text('knownVersions', base?.knownVersions ?? ''),
    samples: fields.texts('samples', 1),
    lookAlikes: fields.texts('lookAlikes', 0),
  }
}

function readSteps(fields: Fields): CauseDefinition['steps'] {
  return fields.items('steps', 0).map((node, index) => {
    const step = new Fields(fields.rules, node, `steps[${index}]`, ['text', 'commands', 'check'])
    return { text: step.text('text'), commands: step.text('commands', ''), check: step.text('check', '') }
  })
}

function readReferences(fields: Fields): CauseDefinition['references'] {
  return fields.items('references', 0).map((node, index) => {
    const reference = new Fields(fields.rules, node, `references[${index}]`, ['title', 'url'])
    const url = reference.text('url')
    if (!/^https?:\/\/\S{1,2000}$/.test(url))
      throw reference.fault('url', `references[${index}].url is no web address`, 'write https://...')
    return { title: reference.text('title', url), url }
  })
}

function readPattern(rules: RuleText, node: unknown, name: string): CausePattern {
  const fields = new Fields(rules, node, name, ['all', 'pattern', 'rank'])
  const all = fields.texts('all', 1).map(foldText)
  if (all.every((literal) => literal.trim().length < SHORTEST_LITERAL))
    throw faultAt(
      rules,
      offsetOf(fields.map),
      `${name}.all has no literal of ${SHORTEST_LITERAL} characters`,
      'name words that stand in every such error',
    )
  const rank = fields.number('rank', 1, 100, RANK)
  if (!fields.has('pattern')) return { all, rank }
  const source = fields.text('pattern')
  const fault = patternFault(source)
  if (fault === undefined) return { all, pattern: compilePattern(source), rank }
  throw fields.fault(
    'pattern',
    `${name}.pattern, character ${fault.at + 1}: ${fault.why}`,
    `allowed are ${PATTERN_ALLOWS}`,
  )
}
