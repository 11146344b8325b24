import { BYTE_ARRAY } from '../../parsers/read-events.ts'
import { gateFinder } from '../intake/index.ts'

const BRACE = 123
const COMMA = 44
const BRACKET = 93
const ZERO = 48
const LINE_FEED = 10
/** Longer lines are read as they are. */
const MOST_LENGTH = 65_536

/** A line with the bytes of its message in place of their numbers; a UTF-16 unit takes at most three bytes. */
const plain = Buffer.allocUnsafeSlow(MOST_LENGTH * 3 + 1)

// {"__REALTIME_TIMESTAMP":"1650931214777435","SYSLOG_IDENTIFIER":"systemd","MESSAGE":[27,91,49,109,118,97,114]}
/**
 * Whether a line of `journalctl -o json` gives its message as bytes, which the sieve cannot look into, and holds no gate: neither in what the
 * bytes say nor beside them. False for every other line. `gates`: always the same list.
 */
export function isHollow(line: string, gates: readonly string[]): boolean {
  if (line.charCodeAt(0) !== BRACE || line.length > MOST_LENGTH) return false
  const from = line.indexOf(BYTE_ARRAY)
  if (from < 0) return false
  const head = plain.write(line.slice(0, from))
  // What a message begins with may be anchored to the start of a line.
  plain[head] = LINE_FEED
  const message = putMessage(line, from + BYTE_ARRAY.length, head + 1)
  if (message === undefined) return false
  const end = message.to + plain.write(line.slice(message.end), message.to)
  return !gateFinder(gates).hasBytes(plain, 0, end)
}

/** Puts bytes that stand in a line as numbers into `plain`: index behind them there, and behind their bracket in the line; undefined where they are none. */
function putMessage(
  line: string,
  from: number,
  into: number,
): { readonly to: number; readonly end: number } | undefined {
  let to = into
  let value = 0
  for (let at = from; at < line.length; at++) {
    const code = line.charCodeAt(at)
    if (code === COMMA || code === BRACKET) {
      plain[to++] = value
      value = 0
      if (code === BRACKET) return { to, end: at + 1 }
      continue
    }
    value = value * 10 + code - ZERO
    if (code < ZERO || code > ZERO + 9 || value > 255) return undefined
  }
  return undefined
}
