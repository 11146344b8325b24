import type { K8sEventFields, PayloadRecord } from '../../src/model/record.ts'
import type { Stamp } from '../../src/model/stamp.ts'
import { isObject, type JsonObject } from './json-line.ts'
import { readIsoStamp } from './stamps.ts'

/** An Event that OpenShift's test monitor keeps as an interval, and its message. */
export interface Interval {
  readonly event: K8sEventFields
  readonly message: string
}

type Keys = ReadonlyMap<string, string>

/**
 * An element of the monitor's timeline (`e2e-events_*.json`, `e2e-timelines_*.json`): since 4.14 locator and message are objects, before they
 * were words of a path. undefined for any other object.
 */
export function readInterval(value: JsonObject): Interval | undefined {
  const { locator, message, from, to, level } = value
  if (locator === undefined || message === undefined) return undefined
  const found = isObject(message) ? messageOf(message) : typeof message === 'string' ? pathMessage(message) : undefined
  if (found === undefined) return undefined
  const keys = isObject(locator) ? keysOf(locator.keys) : typeof locator === 'string' ? pathKeys(locator) : new Map()
  return intervalOf(keys, found, stampOf(from), stampOf(to), typeof level === 'string' ? level : '')
}

// msg="event interval matches PodSandbox" locator="{Kind map[namespace:web node:node-a pod:web-0]}" message="{FailedCreatePodSandBox  Failed to .. map[firstTimestamp:2022-04-26T00:43:24Z]}"
const LOCATOR = /^\{\w{0,40} map\[([^\]]{0,1500})\]\}$/
const MESSAGE = /^\{([A-Z][A-Za-z]{2,59}) {1,2}([\s\S]*?)(?: map\[([^\]]{0,1500})\])?\}$/

/** The same as the monitor logs it. */
export function readLoggedInterval(payload: PayloadRecord): Interval | undefined {
  if (!payload.message.startsWith('event interval matches')) return undefined
  const locator = LOCATOR.exec(payload.field('locator') ?? '')?.[1]
  const message = MESSAGE.exec(payload.field('message') ?? '')
  if (locator === undefined || message === null) return undefined
  const [, reason = '', text = '', annotations = ''] = message
  return intervalOf(mapKeys(locator), { reason, text, annotations: mapKeys(annotations) }, undefined, undefined, '')
}

interface Found {
  readonly reason: string
  readonly text: string
  readonly annotations: Keys
}

function messageOf(message: JsonObject): Found | undefined {
  const { reason, humanMessage, annotations } = message
  if (typeof reason !== 'string' || typeof humanMessage !== 'string') return undefined
  return { reason, text: humanMessage, annotations: keysOf(annotations) }
}

// reason/FailedCreatePodSandBox Failed to create pod sandbox: ..
const PATH = /(?:^|\s)reason\/([A-Z][A-Za-z]{2,59}) ([\s\S]*)$/

function pathMessage(message: string): Found | undefined {
  const [, reason = '', text = ''] = PATH.exec(message) ?? []
  return reason === '' ? undefined : { reason, text, annotations: pathKeys(message.slice(0, 400)) }
}

function intervalOf(
  keys: Keys,
  { reason, text, annotations }: Found,
  from: Stamp | undefined,
  to: Stamp | undefined,
  level: string,
): Interval | undefined {
  const name = keys.get('pod') ?? ''
  if (name === '') return undefined
  const firstStamp = stampOf(annotations.get('firstTimestamp')) ?? from
  const event: K8sEventFields = {
    reason,
    type: level === 'Info' ? 'Normal' : 'Warning',
    kind: 'Pod',
    namespace: keys.get('namespace') ?? keys.get('ns') ?? '',
    name,
    uid: keys.get('uid') ?? '',
    node: keys.get('node') ?? '',
    count: Math.max(1, Math.floor(Number(annotations.get('count') ?? 1)) || 1),
    firstStamp,
    lastStamp: stampOf(annotations.get('lastTimestamp')) ?? to ?? firstStamp,
  }
  return { event, message: text }
}

function keysOf(value: unknown): Keys {
  if (!isObject(value)) return new Map()
  return new Map(Object.entries(value).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])))
}

// ns/web pod/web-0 node/node-a uid/1234
const pathKeys = (path: string): Keys =>
  new Map([...path.matchAll(/(?:^|\s)(\w{2,20})\/(\S{1,253})/g)].map(([, key = '', text = '']) => [key, text]))

// hmsg:f12bea0458 namespace:web node:node-a pod:web-0
const mapKeys = (map: string): Keys =>
  new Map([...map.matchAll(/(?:^|\s)(\w{2,40}):(\S{1,253})/g)].map(([, key = '', text = '']) => [key, text]))

const stampOf = (text: unknown): Stamp | undefined => (typeof text === 'string' ? readIsoStamp(text)?.value : undefined)
