import { stripBareColours, stripColours } from '../grammar/ansi.ts'
import { isLogrusHead } from '../grammar/heads.ts'
import { isKlogHead } from '../grammar/klog.ts'

const ESCAPE = 27
const BRACKET = 91
const CARET = 94

/** Takes off a line's text what a terminal, a web page, a chat, a Markdown editor or rsyslog put into it. */
export function withoutForeignMarks(text: string): string {
  return withoutRepeat(withoutMarkdown(withPlainQuotes(withoutEntities(withoutColours(text)))))
}

/** May the text hold marks of a web page or of Markdown? */
export const mayHoldMarks = (text: string): boolean => hasEntities(text) || text.includes('**') || ESCAPED.test(text)

/** `systemctl status` and log viewers colour a whole message: ESC[0;31mE0426 00:43:24.518120 ...; logrus in a terminal reads its own colours. */
export function withoutColours(text: string): string {
  const first = text.charCodeAt(0)
  if (first !== ESCAPE && first !== BRACKET && first !== CARET) return text
  const plain = first === ESCAPE ? stripColours(text) : stripBareColours(text)
  return isKlogHead(plain) || (first === ESCAPE ? plain.startsWith('time="') : isLogrusHead(plain)) ? plain : text
}

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', '#34': '"', '#39': "'", lt: '<', gt: '>', amp: '&' }

// <p>Failed to ..</p>   .. no such file or directory</code></pre>   .. failed<br/>
const TAGS = /^(?:<[a-z][a-z0-9]{0,9}>)+|(?:<\/[a-z][a-z0-9]{0,9}>|<br ?\/?>)+$/g

/** A text out of a web page, where quotes still are entities: failed to setup network for sandbox &quot;9b1f0e...&quot;: */
const hasEntities = (text: string): boolean => text.includes('&quot;') || text.includes('&#34;')

function withoutEntities(text: string): string {
  if (!hasEntities(text)) return text
  const plain = text.replace(/&(quot|#34|#39|lt|gt|amp);/g, (all, name: string) => ENTITIES[name] ?? all)
  return plain.replace(TAGS, '')
}

// A chat made typographic quotes of plain ones: time=“2022-04-26T00:43:24.518165483Z” level=error msg=“StopPodSandbox for \“2f1c..\” failed”
function withPlainQuotes(text: string): string {
  return text.includes('=“') ? text.replace(/[“”]/g, '"') : text
}

// message repeated 5 times: [ E0426 00:43:24.518120     812 a.go:1] x]
const REPEAT = /^message repeated \d{1,9} times: \[ ?/

/** rsyslog folds equal messages into one line that quotes the message. */
function withoutRepeat(text: string): string {
  if (!text.startsWith('message repeated ')) return text
  const head = REPEAT.exec(text)
  return head === null ? text : text.slice(head[0].length, text.endsWith(']') ? -1 : undefined)
}

// E0426 00:43:24.518120     812 remote\_runtime.go:176\] \\"RunPodSandbox ..\\": exported as Markdown, every mark of which is escaped
const ESCAPED = /\.go:\d{1,6}\\\]|[a-z]\\_[a-z]| msg="[^"\\]{0,80}\\\\"[\w&/]/
const ESCAPES = /\\([\\`*_{}[\]()#+.!>~|-])/g

// E0426 00:43:24.518120 812 **remote_runtime**.go:116] "**RunPodSandbox from runtime service failed**": what a search marked bold
const BOLD = /\*\*(?=[\w"])([^*]{1,400})\*\*/g

function withoutMarkdown(text: string): string {
  const plain = text.includes('**') && isHead(text) ? text.replace(BOLD, '$1') : text
  return plain.includes('\\') && ESCAPED.test(plain) && isHead(plain) ? plain.replace(ESCAPES, '$1') : plain
}

const isHead = (text: string): boolean => isKlogHead(text) || isLogrusHead(text)
