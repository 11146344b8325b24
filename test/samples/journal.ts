/** One journal entry before it is printed in a transport. `us` = microseconds since the epoch UTC. */
export interface Entry {
  readonly us: number
  readonly node: string
  readonly ident: string
  readonly pid: number
  readonly text: string
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (n: number): string => String(n).padStart(2, '0')

/** Parts of a UTC time, as loggers print them. */
export function parts(us: number): {
  date: string
  month: string
  day: string
  clock: string
  micros: string
  mmdd: string
} {
  const d = new Date(Math.floor(us / 1000))
  return {
    date: `${d.getUTCFullYear()}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())}`,
    month: MONTHS[d.getUTCMonth()] ?? '',
    day: two(d.getUTCDate()),
    clock: `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`,
    micros: String(us % 1_000_000).padStart(6, '0'),
    mmdd: `${two(d.getUTCMonth() + 1)}${two(d.getUTCDate())}`,
  }
}

/** How `journalctl -o` prints an entry; all of them in UTC. */
export type JournalMode = 'short' | 'short-precise' | 'short-iso' | 'short-iso-precise'

/** Prints entries as journalctl does (systemd 252): continuation lines are indented by the byte length of the header. */
export function printJournal(entries: readonly Entry[], mode: JournalMode): string {
  return entries.map((entry) => `${printEntry(entry, mode)}\n`).join('')
}

function printEntry(entry: Entry, mode: JournalMode): string {
  const t = parts(entry.us)
  const stamp = {
    short: `${t.month} ${t.day} ${t.clock}`,
    'short-precise': `${t.month} ${t.day} ${t.clock}.${t.micros}`,
    'short-iso': `${t.date}T${t.clock}+0000`,
    'short-iso-precise': `${t.date}T${t.clock}.${t.micros}+0000`,
  }[mode]
  const head = `${stamp} ${entry.node} ${entry.ident}${entry.pid ? `[${entry.pid}]` : ''}: `
  return head + entry.text.replaceAll('\n', `\n${' '.repeat(Buffer.byteLength(head))}`)
}

/** logrus text of containerd: nine fraction digits, UTC. `fields` come ready-quoted. */
export function containerdText(us: number, level: string, msg: string, fields = ''): string {
  const t = parts(us)
  return `time="${t.date}T${t.clock}.${t.micros}${String((us * 7) % 1000).padStart(3, '0')}Z" level=${level} msg=${goQuote(msg)}${fields ? ` ${fields}` : ''}`
}

/** klog text of kubelet: local time (UTC here), no year. */
export function klogText(us: number, severity: 'I' | 'W' | 'E', pid: number, caller: string, body: string): string {
  const t = parts(us)
  return `${severity}${t.mmdd} ${t.clock}.${t.micros} ${String(pid).padStart(7)} ${caller}] ${body}`
}

/** Go %q for the printable texts that the samples use. */
export function goQuote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`
}
