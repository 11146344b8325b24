import type { Block, Span } from '../model/block.ts'

/** A link target without anything that could end the link or run code: anchors and http(s) addresses; anything else becomes `#`. */
export function safeHref(href: string): string {
  if (!/^(?:#|https?:\/\/)/.test(href)) return '#'
  return href.replaceAll(/[\s()<>"'`\\|\p{Cc}\p{Cf}]/gu, (char) =>
    encodeURIComponent(char).replace(/[()']/g, (c) => `%${c.charCodeAt(0).toString(16)}`),
  )
}

/** Blocks in which links to anchors that no heading has are plain text: a template may have dropped the section they lead to. */
export function dropDeadLinks(blocks: readonly Block[]): readonly Block[] {
  const anchors = new Set(blocks.flatMap((block) => (block.type === 'heading' ? [`#${block.anchor}`] : [])))
  const span = (one: Span): Span =>
    one.type === 'link' && one.href.startsWith('#') && !anchors.has(one.href) ? { type: 'text', text: one.text } : one
  const spans = (list: readonly Span[]): readonly Span[] => list.map(span)
  return blocks.map((block): Block => {
    switch (block.type) {
      case 'paragraph':
      case 'quote':
        return { ...block, spans: spans(block.spans) }
      case 'list':
        return { ...block, items: block.items.map(spans) }
      case 'table':
        return { ...block, rows: block.rows.map((row) => row.map(spans)) }
      default:
        return block
    }
  })
}
