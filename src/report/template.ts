import { PostmortemError } from '../base/errors.ts'
import type { Block } from '../model/block.ts'
import type { Section } from './section.ts'
import { heading, paragraph, t, todo } from './spans.ts'
import { googleSre } from './templates/google-sre.ts'
import { onePage } from './templates/one-page.ts'

/** Shipped templates by name. */
export const templates: Readonly<Record<string, string>> = { 'google-sre': googleSre, 'one-page': onePage }

/** A step of a template: a section of the report, or blocks of the template's own. */
export type TemplateStep = { readonly section: Section } | { readonly blocks: readonly Block[] }

// {{timeline}}
const PLACE = /^\{\{ *([a-z-]+) *\}\}$/

/**
 * Reads a template: `{{id}}` on a line of its own places a section; `# text`, `## text` and `### text` are headings, `- text` list items,
 * `TODO: text` prompts for people, lines that begin with `//` comments, anything else paragraphs. Throws BAD_TEMPLATE where it places no
 * section or one that does not exist.
 */
export function readTemplate(text: string, sections: readonly Section[]): readonly TemplateStep[] {
  const steps: TemplateStep[] = []
  let items: string[] = []
  const endList = (): void => {
    if (items.length > 0)
      steps.push({ blocks: [{ type: 'list', ordered: false, items: items.map((item) => [t(item)]) }] })
    items = []
  }
  for (const raw of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const line = raw.trim()
    if (line.startsWith('- ')) {
      items.push(line.slice(2))
      continue
    }
    endList()
    if (line === '' || line.startsWith('//')) continue
    const id = PLACE.exec(line)?.[1]
    steps.push(id === undefined ? { blocks: [ownBlock(line)] } : { section: sectionOf(id, sections) })
  }
  endList()
  if (!steps.some((step) => 'section' in step)) {
    throw new PostmortemError('BAD_TEMPLATE', 'cannot use the template', {
      reason: 'it places no section',
      hint: 'put {{verdict}} or another section on a line of its own',
    })
  }
  return steps
}

function sectionOf(id: string, sections: readonly Section[]): Section {
  const found = sections.find((section) => section.id === id)
  if (found !== undefined) return found
  throw new PostmortemError('BAD_TEMPLATE', `cannot use the template`, {
    reason: `there is no section "${id}"`,
    hint: `sections are: ${sections.map((section) => section.id).join(', ')}`,
  })
}

// ## Heading
const HEADING = /^(#{1,3}) +(\S.*)$/

function ownBlock(line: string): Block {
  const found = HEADING.exec(line)
  if (found !== null) return heading(found[1]?.length === 1 ? 1 : found[1]?.length === 2 ? 2 : 3, found[2] ?? '')
  return line.startsWith('TODO:') ? todo(line.slice(5).trim()) : paragraph(t(line))
}
