import type { Level } from '../../src/model/vocabulary.ts'

/** Level words of logrus, zap, klog JSON, multus, calico and their four-letter TTY forms. */
const LEVELS: ReadonlyMap<string, Level> = new Map<string, Level>([
  ['trace', 'trace'],
  ['trac', 'trace'],
  ['debug', 'debug'],
  ['debu', 'debug'],
  ['verbose', 'debug'],
  ['info', 'info'],
  ['notice', 'info'],
  ['warning', 'warning'],
  ['warn', 'warning'],
  ['error', 'error'],
  ['erro', 'error'],
  ['err', 'error'],
  ['fatal', 'fatal'],
  ['fata', 'fatal'],
  ['critical', 'fatal'],
  ['panic', 'panic'],
  ['pani', 'panic'],
  ['dpanic', 'panic'],
])

/** The level that a word names, in any case; '' if it names none. */
export function levelOf(word: string): Level | '' {
  return LEVELS.get(word.toLowerCase()) ?? ''
}
