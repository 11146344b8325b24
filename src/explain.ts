import { withOwnCauses } from '../parsers/own-causes/merge.ts'
import { tryRules } from '../parsers/own-causes/test-rules.ts'
import { PostmortemError } from './base/errors.ts'
import { nearHint } from './base/near-names.ts'
import { visibleText } from './base/visible-text.ts'
import { ownCauses } from './input-options.ts'
import type { Block, Span } from './model/block.ts'
import type { CauseDefinition } from './model/cause.ts'

export interface CauseHeadline {
  readonly id: CauseDefinition['id']
  readonly title: string
  readonly severity: CauseDefinition['severity']
}

/** The catalogue, with a user's rules where their folder is named. */
async function catalogue(rules: string | undefined): Promise<readonly CauseDefinition[]> {
  return withOwnCauses(await ownCauses(rules))
}

/** The catalogue of causes, sorted by id; `rules`: folder of the user's own. */
export async function causeHeadlines(rules: string | undefined): Promise<readonly CauseHeadline[]> {
  return (await catalogue(rules)).map(({ id, title, severity }) => ({ id, title, severity }))
}

const text = (value: string): Span => ({ type: 'text', text: value })
const paragraph = (value: string): Block => ({ type: 'paragraph', spans: [text(value)] })
const heading = (level: 1 | 2 | 3, value: string, anchor: string): Block => ({
  type: 'heading',
  level,
  text: value,
  anchor,
})

function stepBlocks(step: CauseDefinition['steps'][number], index: number): Block[] {
  const check: Block[] = step.check === '' ? [] : [paragraph(`How to see that it worked: ${step.check}`)]
  const commands: Block[] = step.commands === '' ? [] : [{ type: 'code', language: 'sh', text: step.commands }]
  return [paragraph(`Step ${index + 1}: ${step.text}`), ...commands, ...check]
}

/** Title and table of contents of the whole catalogue. */
function catalogueHead(chosen: readonly CauseDefinition[]): Block[] {
  return [
    heading(1, 'Causes', 'causes'),
    paragraph(
      'What the catalogue knows: what each cause means, how it comes about, what to do, and how it is printed.',
    ),
    {
      type: 'table',
      columns: ['cause', 'title', 'severity'],
      rows: chosen.map(({ id, title, severity }) => [
        [{ type: 'link', text: id, href: `#${slug(`${id}: ${title}`)}` }],
        [text(title)],
        [text(severity)],
      ]),
    },
  ]
}

/** The anchor that Markdown readers give a heading. */
const slug = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')

/** What the catalogue knows of one cause, as blocks under a heading of the given level. */
function causeBlocks(cause: CauseDefinition, level: 1 | 2): Block[] {
  const part = (title: string, blocks: readonly Block[]): Block[] =>
    blocks.length === 0
      ? []
      : [heading(level === 1 ? 2 : 3, title, `${cause.id}-${title.toLowerCase().replaceAll(' ', '-')}`), ...blocks]
  const references: Block[] =
    cause.references.length === 0
      ? []
      : [
          {
            type: 'list',
            ordered: false,
            items: cause.references.map(({ title, url }) => [{ type: 'link', text: title, href: url }]),
          },
        ]
  return [
    heading(level, `${cause.id}: ${cause.title}`, cause.id),
    paragraph(cause.what),
    ...part('Why', [paragraph(cause.why)]),
    ...part('What to do', cause.steps.flatMap(stepBlocks)),
    ...part('Known for', cause.knownVersions === '' ? [] : [paragraph(cause.knownVersions)]),
    ...part('Printed as', [{ type: 'code', language: '', text: cause.samples.join('\n') }]),
    ...part('References', references),
  ]
}

/**
 * One cause of the catalogue, or all of them, as Markdown or as text for a terminal.
 * Throws PostmortemError UNKNOWN_CAUSE with the nearest ids, and BAD_RULES.
 */
export async function explainCause(
  id: string | undefined,
  format: 'md' | 'text',
  rules: string | undefined,
): Promise<string> {
  const causes = await catalogue(rules)
  const chosen = id === undefined ? causes : causes.filter((cause) => cause.id === id)
  if (chosen.length === 0) {
    throw new PostmortemError('UNKNOWN_CAUSE', `unknown cause ${id}`, {
      reason: 'the catalogue has no such id',
      hint: nearHint(
        id ?? '',
        causes.map((cause) => cause.id),
        'run explain without an id to list them',
      ),
    })
  }
  const blocks: readonly Block[] =
    id === undefined
      ? [...catalogueHead(chosen), ...chosen.flatMap((cause) => causeBlocks(cause, 2))]
      : chosen.flatMap((cause) => causeBlocks(cause, 1))
  if (format === 'md') return (await import('./report/markdown.ts')).printMarkdown(blocks)
  return (await import('./report/text.ts')).printText(blocks)
}

/** What the samples and look-alikes of a user's rules gave. */
export interface RulesTest {
  /** One line a text, then the count. */
  readonly text: string
  readonly failed: number
}

/** Tries the samples and look-alikes of rules. Throws PostmortemError BAD_RULES. */
export async function testRules(rules: string): Promise<RulesTest> {
  const trials = tryRules(await ownCauses(rules))
  const failed = trials.filter(({ passed }) => !passed)
  const lines = trials.map(({ id, kind, text, found, passed }) => {
    const got = passed ? '' : `  (got ${found === id ? 'this very cause' : found})`
    return `${passed ? 'ok  ' : 'FAIL'}  ${id}  ${kind}: ${visibleText(text)}${got}`
  })
  const count = `${trials.length} texts of ${new Set(trials.map(({ id }) => id)).size} rules, ${failed.length} failed`
  return { text: `${[...lines, count].join('\n')}\n`, failed: failed.length }
}
