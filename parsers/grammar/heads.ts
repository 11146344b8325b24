import { isKlogHead } from './klog.ts'
import { levelOf } from './levels.ts'
import { readIsoStamp } from './stamps.ts'
import { readShortTime } from './syslog-head.ts'
import { readWeekdayTime } from './weekday-time.ts'

//   Warning  FailedCreatePodSandBox  25m ...
const EVENT_ROW = /^(?:Normal|Warning)\s+[A-Z][A-Za-z]{3,40}\s/

// ERRO[0000] text   ERROR[2022-04-26T00:43:24Z] text
const TTY_HEAD = /^([A-Z]{4,8})\[[\d:TZ.+ -]{4,40}\]/

// {"level":"info","msg":...   {"ts":1650933804518.12,...
const JSON_HEAD = /^\{"[\w@]{1,40}":/

/** True where a log line or an event row of a kind we read seems to start at the beginning of `text`. */
export function looksLikeLog(text: string): boolean {
  const first = text.charCodeAt(0)
  if (first === 123) return JSON_HEAD.test(text)
  if (first === 78 || first === 87)
    return isKlogHead(text) || EVENT_ROW.test(text) || isLogrusHead(text) || hasTime(text)
  return isKlogHead(text) || isLogrusHead(text) || hasTime(text)
}

/** True for the head of a logrus record, text or terminal form. */
export function isLogrusHead(text: string): boolean {
  if (text.startsWith('time="') || (text.startsWith('level=') && text.includes(' msg='))) return true
  const first = text.charCodeAt(0)
  if (first < 65 || first > 87) return false
  const tty = TTY_HEAD.exec(text)
  return tty !== null && levelOf(tty[1] ?? '') !== ''
}

function hasTime(text: string): boolean {
  return readShortTime(text) !== undefined || readIsoStamp(text) !== undefined || readWeekdayTime(text) !== undefined
}
