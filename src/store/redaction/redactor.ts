import { type NamePlace, namePlaces } from './find-names.ts'
import { isHostName, isTopDomain, isWellKnown } from './known-words.ts'
import { type Shapes, shapes } from './shapes.ts'

/** Replaces names in texts; every result is as long as what it was given. */
export interface Redactor {
  /** Any text: what is a name, an address or an id in it. */
  readonly text: (text: string) => string
  /** A value that is a name as a whole. */
  readonly name: (name: string) => string
  /** A value that is an id as a whole. */
  readonly id: (id: string) => string
}

/** Shorter parts of names stand in any word: they are replaced within a whole name alone. */
const SHORTEST_PART = 4
/** Parts of one name that is looked for in a text. */
const MOST_PARTS = 24

// 6fea9fdb-7eb5-4f87-a30d-4e30be82ae4c ; as a cgroup writes it: pod6fea9fdb_7eb5_4f87_a30d_4e30be82ae4c
const UUID = /([0-9a-fA-F]{8}[-_][0-9a-fA-F]{4}[-_][0-9a-fA-F]{4}[-_][0-9a-fA-F]{4}[-_][0-9a-fA-F]{12})/
/**
 * One of: an escape (`\n`, `\u003c`, `%2F`), whose letters are no part of the word behind it; an address with colons; a word that may be a name.
 */
const TOKEN =
  /\\+(?:u[0-9a-fA-F]{4}|[nrt])|%[0-9A-F]{2}|(?<![A-Za-z0-9:])(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}(?![A-Za-z0-9:]|\.\d)|[A-Za-z0-9][A-Za-z0-9.-]*/g
const IPV4 = /(?<![A-Za-z0-9.])(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?![A-Za-z0-9]|\.\d)/
const PART = /[A-Za-z0-9]+/g
// ip-10-0-1-17.eu-west-1.compute.internal
const IP_NAME = /^ip-(\d{1,3})-(\d{1,3})-(\d{1,3})-(\d{1,3})(?=$|\.)/
/** Container and sandbox ids, whole (64) or shortened (12 and more); 40 digits are a commit. */
const ID = /^(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{12,64}$/
const MAC = /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i

/**
 * `names`: what is to be replaced. `isWording(word)`: a word of the programs' own messages, which is replaced within a whole name alone.
 * `key`: who does not have it cannot undo it.
 */
export function redactor(key: string, names: Iterable<string>, isWording: (word: string) => boolean): Redactor {
  const shape = shapes(key)
  const whole = new Set<string>()
  const parts = new Set<string>()
  const starts = new Set<string>()
  for (const name of names) {
    if (isWellKnown(name) || name.length < 2) continue
    whole.add(name)
    const of = name.match(PART) ?? []
    if (of[0] !== undefined) starts.add(of[0])
    of.forEach((part, i) => {
      const last = i === of.length - 1 && i > 0 && isTopDomain(part)
      const isRare = part.length >= SHORTEST_PART && /[a-zA-Z]/.test(part)
      if (isRare && !last && !isWellKnown(part) && !isWording(part)) parts.add(part)
    })
  }
  const isTaken = (word: string): boolean => whole.has(word) || parts.has(word) || isWellKnown(word) || isWording(word)

  const part = (text: string, isLast: boolean): string => {
    if (isWellKnown(text) || /^\d{1,2}$/.test(text) || (isLast && isTopDomain(text))) return text
    return isId(text) ? shape.hex(text) : shape.word(text, isTaken)
  }
  const name = (text: string): string => {
    if (text === '' || isWellKnown(text)) return text
    const ip = IP_NAME.exec(text)
    const head = ip === null ? '' : `ip-${shape.ipv4(ip.slice(1).join('.')).replaceAll('.', '-')}`
    const tail = text.slice(head.length)
    const dotted = text.includes('.')
    const isEnd = (one: string, at: number): boolean => dotted && at > 0 && at + one.length === tail.length
    const made = head + tail.replace(PART, (one, at: number) => part(one, isEnd(one, at)))
    // of parts that all would stay, as in `controller-1`
    return made === text ? text.replace(PART, (one) => shape.word(one, isTaken)) : made
  }
  /** Is this name of one part a name here, too? A word of the programs' own (`network`) is not, a short one where it stands alone. */
  const isFree = (one: string, token: string): boolean =>
    parts.has(one) || (one === token.replace(/[.-]{1,8}$/, '') && /[a-zA-Z]/.test(one) && !isWording(one))
  /** Where the longest known name ends that begins with part `i` of a word; undefined if none does. */
  const endOfName = (token: string, bounds: readonly NamePlace[], i: number): number | undefined => {
    const [from = 0, to = 0] = bounds[i] ?? []
    if (!starts.has(token.slice(from, to))) return undefined
    for (let j = Math.min(i + MOST_PARTS, bounds.length) - 1; j >= i; j--) {
      const end = bounds[j]?.[1] ?? to
      const candidate = token.slice(from, end)
      if (whole.has(candidate) && (j > i || isFree(candidate, token))) return end
    }
    return undefined
  }
  /** A word of a text: whole names in it, at the borders of its parts, then its parts. */
  const word = (token: string): string => {
    const bounds = [...token.matchAll(PART)]
      .slice(0, MOST_PARTS)
      .map((m): NamePlace => [m.index, m.index + m[0].length])
    let out = ''
    let done = 0
    for (const [i, [from, to]] of bounds.entries()) {
      if (from < done) continue
      const end = endOfName(token, bounds, i)
      const made = end === undefined ? single(token.slice(from, to)) : name(token.slice(from, end))
      out += token.slice(done, from) + made
      done = end ?? to
    }
    return out + token.slice(done)
  }
  const single = (text: string): string => {
    if (isId(text)) return shape.hex(text)
    return parts.has(text) ? part(text, false) : text
  }
  const token = (text: string): string => {
    if (text.startsWith('\\') || text.startsWith('%')) return text
    if (text.includes(':')) return colons(text, shape)
    const host = text.replace(/[.-]{1,8}$/, '')
    if (!whole.has(host) && isHostName(host)) return name(host) + text.slice(host.length)
    return text
      .split(IPV4)
      .map((piece, i) => (i % 2 === 1 ? address(piece, shape) : word(piece)))
      .join('')
  }
  /** `network/checkout-0`: two names together are names, whatever words they are. */
  const isPair = (text: string, one: string, at: number): boolean => {
    const end = at + one.length
    if (text[end] !== '/' || !whole.has(one)) return false
    const next = /^[a-z0-9][a-z0-9.-]{0,252}/.exec(text.slice(end + 1, end + 254))?.[0] ?? ''
    return whole.has(next.replace(/[.-]{1,8}$/, ''))
  }
  const between = (text: string): string =>
    text
      .split(UUID)
      .map((piece, i) =>
        i % 2 === 1
          ? shape.hex(piece)
          : piece.replace(TOKEN, (one, at: number) => (isPair(piece, one, at) ? name(one) : token(one))),
      )
      .join('')
  return {
    name,
    id: (id) => (isHexId(id) ? shape.hex(id) : name(id)),
    text(text) {
      let out = ''
      let done = 0
      for (const [from, to] of namePlaces(text)) {
        const found = text.slice(from, to)
        if (UUID.test(found) || IPV4.test(found)) continue
        out += between(text.slice(done, from)) + name(found)
        done = to
      }
      return out + between(text.slice(done))
    },
  }
}

/** Is a value that is known to be an id written in hex? UIDs need not be. */
export function isHexId(id: string): boolean {
  return /^[0-9a-fA-F-]+$/.test(id)
}

const isId = (text: string): boolean => text.length !== 40 && ID.test(text)

/** A MAC or IPv6 address; a time (`00:43:24`) has too few groups for either. */
function colons(text: string, shape: Shapes): string {
  if (MAC.test(text)) return shape.hex(text)
  return isIpv6(text.replace(/(?<!:):$/, '')) && !/^[:01]*$/.test(text) ? shape.ipv6(text) : text
}

function isIpv6(text: string): boolean {
  const groups = text.split(':')
  const filled = groups.filter((group) => group !== '').length
  return text.split('::').length === 2 ? filled <= 7 : filled === 8 && groups.length === 8
}

/** Addresses that are the same everywhere (this host, none, masks) stay. */
function address(text: string, shape: Shapes): string {
  const isAddress = text.split('.').every((octet) => Number(octet) <= 255 && String(Number(octet)) === octet)
  return !isAddress || /^(?:0|127|255|169\.254)\./.test(text) ? text : shape.ipv4(text)
}
