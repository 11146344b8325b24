import type { PayloadRecord } from '../../src/model/record.ts'
import type { Stamp } from '../../src/model/stamp.ts'
import type { Level } from '../../src/model/vocabulary.ts'
import { isObject, type JsonObject, textOf } from './json-line.ts'

/** Builds a payload record from the members of a JSON log object; fields are decoded on demand. */
export function fromObject(
  payload: string,
  record: JsonObject,
  settled: {
    readonly stamp: Stamp | undefined
    readonly level: Level | ''
    readonly message: string
    readonly error: string
  },
): PayloadRecord {
  return {
    payload,
    component: '',
    ...settled,
    caller: textOf(record.caller) ?? textOf(record.func) ?? textOf(record.file) ?? '',
    field: (name) => (Object.hasOwn(record, name) ? fieldText(record[name]) : undefined),
  }
}

/** An object reference (`{"name":"x","namespace":"y"}`) reads as `y/x`, like klog text prints it; other objects as JSON. */
export function fieldText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  if (!isObject(value)) return Array.isArray(value) ? JSON.stringify(value) : textOf(value)
  const name = textOf(value.name)
  if (name === undefined) return JSON.stringify(value)
  const namespace = textOf(value.namespace) ?? ''
  return namespace === '' ? name : `${namespace}/${name}`
}
