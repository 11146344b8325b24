import { causes } from '../parsers/causes/index.ts'
import { PostmortemError } from './base/errors.ts'
import type { Block, Span } from './model/block.ts'
import type { CauseDefinition } from './model/cause.ts'
import type { CauseId } from './model/names.ts'

export interface CauseHeadline {
  readonly id: CauseId
  readonly title: string
  readonly severity: CauseDefinition['severity']
}

/** The catalogue of causes, sorted by id. */
export function causeHeadlines(): readonly CauseHeadline[] {
  return causes.map(({ id, title, severity }) => ({ id, title, severity }))
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
  return [paragraph(`${index + 1}. ${step.text}`), ...commands, ...check]
}

/** What the catalogue knows of one cause, as blocks under a heading of the given level. */
function causeBlocks(cause: CauseDefinition): Block[] {
  const part = (title: string, blocks: readonly Block[]): Block[] =>
    blocks.length === 0 ? [] : [heading(2, title, `${cause.id}-${title.toLowerCase().replaceAll(' ', '-')}`), ...blocks]
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
    heading(1, `${cause.id}: ${cause.title}`, cause.id),
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
 * Throws PostmortemError UNKNOWN_CAUSE with the nearest ids.
 */
export async function explainCause(id: string | undefined, format: 'md' | 'text'): Promise<string> {
  const chosen = id === undefined ? causes : causes.filter((cause) => cause.id === id)
  if (chosen.length === 0) {
    const words = new Set((id ?? '').split('-'))
    const near = causes.filter((cause) => cause.id.split('-').some((word) => words.has(word))).map((cause) => cause.id)
    throw new PostmortemError('UNKNOWN_CAUSE', `unknown cause ${id}`, {
      reason: 'the catalogue has no such id',
      hint: near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'run explain without an id to list them',
    })
  }
  const blocks = chosen.flatMap(causeBlocks)
  if (format === 'md') return (await import('./report/markdown.ts')).printMarkdown(blocks)
  return (await import('./report/text.ts')).printText(blocks)
}
