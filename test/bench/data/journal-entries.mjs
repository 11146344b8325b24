import { NodeLog } from './node-log.mjs'

const ID = '0123456789abcdef0123456789abcdef'
/** One message in so many holds a terminal colour: journald exports such a message as an array of byte values. */
const COLOURED = 500
const PRIORITY = { E: 3, W: 4 }

/** The entries of a node's journal, without end. `us`: microseconds since 1970. */
function* entries(mix, seed = 1) {
  const log = new NodeLog(mix, seed)
  for (let n = 1; ; n++) {
    const line = log.line()
    // Apr 26 00:00:00 node-7 kubelet[1205]: E0426 00:00:00.123456 ...
    const from = log.short.length + log.node.length + 2
    const colon = line.indexOf(': ', from)
    const [ident, pid = ''] = line.slice(from, colon).replace(']', '').split('[')
    const text = line.slice(colon + 2)
    const message = n % COLOURED === 0 ? `\x1b[1m${text}\x1b[0m` : text
    yield { n, us: log.us, node: log.node, ident, pid, priority: PRIORITY[text[0]] ?? 6, message }
  }
}

/** A record as `journalctl -o json` prints it. */
function jsonRecord({ n, us, node, ident, pid, priority, message }) {
  const value = message.startsWith('\x1b') ? JSON.stringify([...Buffer.from(message)]) : JSON.stringify(message)
  const process = pid === '' ? '' : `,"_PID":"${pid}","_SYSTEMD_UNIT":"${ident}.service"`
  return `{"__CURSOR":"s=${ID};i=${n.toString(16)};b=${ID};m=${n.toString(16)};t=${us.toString(16)};x=1","__REALTIME_TIMESTAMP":"${us}","__MONOTONIC_TIMESTAMP":"${n}","_BOOT_ID":"${ID}","PRIORITY":"${priority}","_TRANSPORT":"stdout","_MACHINE_ID":"${ID}","_HOSTNAME":"${node}","SYSLOG_IDENTIFIER":"${ident}"${process},"MESSAGE":${value}}`
}

/** `journalctl -o json`: a record a line; whole records until `bytes` are reached. */
export function* ndjson(mix, bytes, seed) {
  yield* packed(mix, bytes, seed, (entry) => `${jsonRecord(entry)}\n`)
}

/** The same records as one array, `separator` between them: `,` is what `jq -cs .` prints. */
export function* jsonArray(mix, bytes, seed, separator = ',') {
  yield '['
  yield* packed(mix, bytes, seed, (entry) => (entry.n === 1 ? '' : separator) + jsonRecord(entry))
  yield ']\n'
}

/** `journalctl -o export`, the form that systemd-journal-remote takes. Messages are plain ASCII without line feeds. */
export function* journalExport(mix, bytes, seed) {
  yield* packed(
    mix,
    bytes,
    seed,
    ({ n, us, node, ident, pid, priority, message }) =>
      `__REALTIME_TIMESTAMP=${us}\n__MONOTONIC_TIMESTAMP=${n}\n_BOOT_ID=${ID}\n_MACHINE_ID=${ID}\n_HOSTNAME=${node}\nPRIORITY=${priority}\nSYSLOG_IDENTIFIER=${ident}\n${pid === '' ? '' : `_PID=${pid}\n_SYSTEMD_UNIT=${ident}.service\n`}MESSAGE=${message}\n\n`,
  )
}

/** Texts of entries in pieces of about a megabyte. */
function* packed(mix, bytes, seed, print) {
  let piece = ''
  let written = 0
  for (const entry of entries(mix, seed)) {
    const text = print(entry)
    piece += text
    written += text.length
    if (piece.length < 1 << 20 && written < bytes) continue
    yield piece
    piece = ''
    if (written >= bytes) return
  }
}
