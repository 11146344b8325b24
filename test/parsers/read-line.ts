import { readEvents } from '../../parsers/read-events.ts'
import type { SandboxEvent } from '../../src/model/event.ts'
import { recordsOf } from '../build.ts'

/** A sandbox id, and another. */
export const id: string = 'a1b2c3d4'.repeat(8)
export const otherId: string = '0f1e2d3c'.repeat(8)
/** A pod's uid. */
export const uid = 'b2648924-ac95-48fc-8ea6-3c811eef3696'

/** Every event of a text. */
export const eventsOf = (text: string): SandboxEvent[] => recordsOf(text).flatMap((record) => [...readEvents(record)])

/** `operation outcome` of each event, in short. */
export const said = (text: string): string[] =>
  eventsOf(text).map(({ operation, outcome }) => `${operation} ${outcome}`)

/** A containerd line in logrus text, quotes of the message escaped as logrus does from 1.4 on. */
export function logrus(level: string, message: string, rest = ''): string {
  return `time="2022-04-26T00:43:24.518165483Z" level=${level} msg=${goQuote(message)}${rest === '' ? '' : ` ${rest}`}`
}

/** A klog line of a kubelet source file; `body` as it stands behind the header. */
export const klog = (level: string, file: string, body: string): string =>
  `${level}0904 20:04:57.411790   65352 ${file}:222] ${body}`

/** Go's `%q` for texts of printable characters and newlines. */
export const goQuote = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`
