import type { LogRecord } from '../../src/model/record.ts'
import type { PodRef } from './pod-metadata.ts'
import { findPod, readObjectReference } from './pod-name.ts'

/**
 * Pod of a kubelet record: its `pod=` reference with `podUID=`, else the form in front of the error of an unstructured
 * message (`name_ns(uid)`). Undefined where the record itself names none; the error text may still do so.
 */
export function podOf(record: LogRecord): PodRef | undefined {
  const reference = record.field('pod')
  const uid = record.field('podUID') ?? ''
  if (reference !== undefined && reference !== '') {
    const pod = readObjectReference(objectText(reference)) ?? findPod(reference)
    if (pod !== undefined) return uid === '' ? pod : { ...pod, uid }
  }
  if (uid !== '') return undefined
  const head = record.message.indexOf(': ')
  return findPod(head < 0 ? record.message : record.message.slice(0, head))
}

// klog JSON prints a reference as an object: {"name":"web-0","namespace":"default"}
const jsonName = /"name"\s*:\s*"([^"]+)"/
const jsonNamespace = /"namespace"\s*:\s*"([^"]+)"/

function objectText(reference: string): string {
  if (!reference.startsWith('{')) return reference
  const name = jsonName.exec(reference)?.[1] ?? ''
  const namespace = jsonNamespace.exec(reference)?.[1] ?? ''
  return namespace === '' ? name : `${namespace}/${name}`
}
