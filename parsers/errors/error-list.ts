/** First element of an error list and, as they stand, the others. */
export interface FirstOfList {
  readonly text: string
  readonly others: string
}

/**
 * What begins another element of a list: dockershim's clean-up, a further sync result, a further delegate. Plugin texts hold
 * commas of their own, so a list is cut only here.
 */
const nextElement = /, (?:failed to clean up sandbox container |failed to "\w{1,40}" for ")/i

/**
 * The first element of `[a, b]` (the cause; the later ones are clean-up), also where the opening bracket was cut away.
 * Undefined where the text is no list.
 */
export function firstOfList(text: string): FirstOfList | undefined {
  const opens = text.charCodeAt(0) === 91 && listHead.test(text)
  const next = text.includes(', failed to ') ? nextElement.exec(text) : null
  if (next !== null) {
    return { text: text.slice(opens ? 1 : 0, next.index), others: text.slice(next.index + 2).replace(/\]$/, '') }
  }
  if (!opens) return undefined
  return { text: text.endsWith(']') ? text.slice(1, -1) : text.slice(1), others: '' }
}

// [failed to set up sandbox container ".." · [runtime network not ready: .. · [container runtime is down, .. · ["..
const listHead = /^\[(?:failed|runtime|container|network|error|rpc|no|plugin|unable|cannot)[ "]/i
