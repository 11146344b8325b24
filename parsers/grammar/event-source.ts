/** Who reported an Event: `kubelet` or `kubelet, node-a`, and the index of the message behind it. */
export interface EventSource {
  readonly component: string
  readonly host: string
  readonly end: number
}

// kubelet, node-a  Failed ...     default-scheduler  Successfully ...     kubelet Failed ...
const SOURCE = /([A-Za-z][\w./-]{0,62})(?:, ([\w.:-]{1,253}))?(?:\s+|$)/y
// {kubelet node-a}  Failed ...     {default-scheduler }  Successfully ...     (kubectl up to 1.5)
const BRACES = /\{([a-z][\w./-]{0,62}) ?([\w.:-]{0,253})\}(?:\s+|$)/y

/** Reads the `From` column at `at`. An empty one (two blanks where a name would be) gives no component. */
export function readEventSource(text: string, at: number): EventSource {
  const pattern = text.charCodeAt(at) === 123 ? BRACES : SOURCE
  pattern.lastIndex = at
  const match = pattern.exec(text)
  if (match === null || !isComponent(match[1] ?? '')) return { component: '', host: '', end: at }
  return { component: match[1] ?? '', host: match[2] ?? '', end: at + match[0].length }
}

/** Components are lower case or have a dash (`default-scheduler`); a capital begins the message. */
function isComponent(word: string): boolean {
  return /^[a-z]/.test(word)
}
