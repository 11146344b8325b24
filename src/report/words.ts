import { durationWords as duration } from '../base/duration-words.ts'
import { shorten, visibleText } from '../base/visible-text.ts'
import type { FactRow, IncidentRow, TriggerKind } from '../model/case-file.ts'
import type { Cause, Operation } from '../model/vocabulary.ts'

export { duration }

/** `1 node`, `2 nodes`; the plural is given where it is not the noun with an s. */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(n)} ${n === 1 ? noun : plural}`
}

/** The noun alone, in the form that goes with the number. */
export function noun(n: number, one: string, plural = `${one}s`): string {
  return n === 1 ? one : plural
}

/** An integer with thin groups of three from five digits on: 12,345. Independent of locale. */
export function grouped(n: number): string {
  const text = String(n)
  return text.length < 5 ? text : text.replace(/\B(?=(?:\d{3})+$)/g, ',')
}

/** Bytes in the unit a reader can compare: 812 B, 3.4 MB (powers of 1000). */
export function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`
}

/** A span from the first failure on; `began`: the failures began before the logs do, so it is a lower bound. */
export function spanText(us: number, began: boolean): string {
  if (us < 0) return `${duration(-us)} before the first failure`
  return began ? `at least ${duration(us)}` : duration(us)
}

/** The first 12 characters of a sandbox id, as crictl prints it. */
export function shortId(id: string): string {
  return id.slice(0, 12)
}

/** Text with every 64-digit id cut to 12, for the body of the report; the appendix has it in full. */
export function shortIds(text: string): string {
  return text.replaceAll(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, '$1…')
}

/** A log text for one line of the report: ids cut, at most `max` characters. */
export function excerpt(text: string, max = 240): string {
  return shorten(shortIds(visibleText(text.trim().replaceAll(/\s+/g, ' '))), max)
}

/** `namespace/name`, what is known of it, or '' if nothing. */
export function podOf(row: { readonly pod_namespace: string; readonly pod_name: string }): string {
  if (row.pod_name === '') return ''
  return row.pod_namespace === '' ? row.pod_name : `${row.pod_namespace}/${row.pod_name}`
}

/** A node name for prose; the logs do not always name the node. */
export function nodeOf(name: string): string {
  return name === '' ? '(node not named)' : name
}

const OPERATION: Readonly<Record<Operation, string>> = {
  RunPodSandbox: 'set-up of pod sandboxes (RunPodSandbox)',
  StopPodSandbox: 'tear-down of pod sandboxes (StopPodSandbox)',
  RemovePodSandbox: 'removal of pod sandboxes (RemovePodSandbox)',
  PodSandboxStatus: 'status request for pod sandboxes (PodSandboxStatus)',
  ListPodSandbox: 'listing of pod sandboxes (ListPodSandbox)',
  NetworkReady: 'network readiness of the node (NetworkReady)',
  other: 'clean-up or plugin step',
}

/** What an operation does, with its CRI name. */
export function operationWords(operation: Operation): string {
  return OPERATION[operation]
}

/** A cause for readers. */
export function causeWords(cause: Cause): string {
  return cause === 'unknown' ? 'a cause the catalogue does not know' : cause
}

const TRIGGER: Readonly<Record<TriggerKind, string>> = {
  'version-change': 'a version changed',
  'config-change': 'the CNI configuration changed',
  'runtime-start': 'the container runtime started',
  'kubelet-start': 'the kubelet started',
  reboot: 'the node rebooted',
  'agent-down': 'the network agent went down',
  'apiserver-outage': 'the API server could not be reached',
  'credentials-expired': 'credentials expired',
  'disk-full': 'a disk filled up',
  hang: 'the runtime stopped answering',
  'node-join': 'the node joined',
}

/** What a trigger kind says, as half a sentence. */
export function triggerWords(kind: TriggerKind): string {
  return TRIGGER[kind]
}

/** Whether the record of a trigger came within the failures' first minute, not before them. */
export function isLateTrigger(incident: IncidentRow): boolean {
  return incident.first_us > 0 && incident.trigger_us > incident.first_us
}

const FACT: Partial<Record<FactRow['kind'], (fact: FactRow) => string>> = {
  version: (f) => `${f.component || 'version'} ${f.value} seen`,
  'runtime-start': (f) => `${f.component || 'container runtime'} ${f.value} started`,
  'runtime-stop': (f) => `${f.component || 'container runtime'} stopped`,
  'kubelet-start': (f) => `kubelet ${f.value} started`,
  'runtime-crash': (f) => `${f.component || 'container runtime'} crashed`,
  reboot: () => 'node booted',
  'config-change': (f) => `CNI configuration changed: ${f.value}`,
  'config-load-failed': (f) => `CNI configuration could not be loaded: ${f.value}`,
  'config-loaded': (f) => `CNI configuration loaded: ${f.value}`,
  'node-ready': () => 'node became Ready',
  'node-not-ready': (f) => `node became NotReady: ${f.value}`,
  'agent-start': (f) => `network agent started: ${f.value}`,
  'agent-stop': (f) => `network agent stopped: ${f.value}`,
  'certificate-expired': (f) => `certificate expired: ${f.value}`,
  'apiserver-unreachable': (f) => `API server unreachable: ${f.value}`,
  'disk-full': (f) => `disk full: ${f.value}`,
  hang: (f) => `hangs: ${f.value}`,
  suppressed: (f) => `the journal dropped messages: ${f.value}`,
  'node-joined': () => 'node joined the cluster',
}

/** What a fact says, for a row of a timeline; undefined for kinds that are no happening. */
export function factWords(fact: FactRow): string | undefined {
  return FACT[fact.kind]?.(fact)
    .replaceAll(/ +/g, ' ')
    .replace(/^ |[: ]+$/g, '')
}
