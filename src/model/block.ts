/** A report is a list of blocks; markdown.ts, html.ts and text.ts print them. All texts are raw: each printer escapes for itself. */
export type Block =
  | { readonly type: 'heading'; readonly level: 1 | 2 | 3; readonly text: string; readonly anchor: string }
  | { readonly type: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Span[])[] }
  | {
      readonly type: 'table'
      readonly columns: readonly string[]
      readonly align?: readonly ('left' | 'right')[]
      readonly rows: readonly (readonly (readonly Span[])[])[]
    }
  | { readonly type: 'code'; readonly language: string; readonly text: string }
  | { readonly type: 'todo'; readonly prompt: string }
  | { readonly type: 'quote'; readonly spans: readonly Span[] }
  | { readonly type: 'frontmatter'; readonly entries: readonly (readonly [string, string | readonly string[]])[] }

/** Log text and names from the evidence go into `code` spans; `text` spans are our own words. */
export type Span =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'strong'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly href: string }
  /** An open prompt for people; '' where the column says what is wanted. */
  | { readonly type: 'todo'; readonly prompt: string }
