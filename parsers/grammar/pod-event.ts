import type { SandboxEvent } from '../../src/model/event.ts'
import type { Operation } from '../../src/model/vocabulary.ts'
import type { Kind } from './kinds.ts'
import type { PodRef } from './pod-metadata.ts'
import { failedEvent } from './sandbox-event.ts'
import { readSyncResult } from './sync-result.ts'

/** A Kubernetes Event about a pod, wherever it was printed. */
export interface PodEvent {
  readonly reason: string
  readonly message: string
  readonly pod: PodRef | undefined
  /** How often it was seen; at least 1. */
  readonly count: number
}

interface Reading {
  readonly operation: Operation
  readonly kind: Kind
  readonly error: string
  readonly podUid: string
}

const readings: ReadonlyMap<string, (message: string) => Reading | undefined> = new Map([
  ['FailedCreatePodSandBox', (message: string) => reading('RunPodSandbox', 'event-failed-create', message)],
  ['FailedCreatePodSandbox', (message: string) => reading('RunPodSandbox', 'event-failed-create', message)],
  ['FailedPodSandBoxStatus', (message: string) => reading('PodSandboxStatus', 'event-failed-status', message)],
  ['NetworkNotReady', (message: string) => reading('NetworkReady', 'event-network-not-ready', message)],
  ['FailedKillPod', readKill],
  ['FailedSync', readSync],
  ['Failed', readContainer],
])

/** Reasons of kubelet's events that say that a sandbox operation failed (kubelet 1.8 to 1.34). */
export const sandboxReasons: readonly string[] = [...readings.keys()].filter((reason) => reason !== 'Failed')

/** The failure that an Event tells of; empty for the many Events that are about something else. */
export function readPodEvent(found: PodEvent): readonly SandboxEvent[] {
  const { message } = found
  const known = readings.get(found.reason)?.(message)
  if (known === undefined) return []
  const { operation, kind, error, podUid } = known
  const parts = {
    operation,
    kind,
    podUid,
    pod: found.pod,
    repeatN: found.count,
    component: 'kubernetes-event',
  } as const
  return [failedEvent({ ...parts, secondary: message.startsWith('(combined from similar events)') }, error, message)]
}

const reading = (operation: Operation, kind: Kind, error: string, podUid = ''): Reading => ({
  operation,
  kind,
  error,
  podUid,
})

/** `error killing pod: ..`: a sandbox failure unless only containers could not be killed. */
function readKill(message: string): Reading | undefined {
  const result = readSyncResult(message)
  if (result !== undefined) return reading('StopPodSandbox', 'event-failed-kill', message, result.podUid)
  return message.includes('KillContainer') ? undefined : reading('StopPodSandbox', 'event-failed-kill', message)
}

// Error: failed to get sandbox container task: OCI runtime state failed: .. (containerd container_start.go)
const lostTask = 'failed to get sandbox container task'

/** A container that cannot start because its sandbox has no task any more. */
function readContainer(message: string): Reading | undefined {
  return message.includes(lostTask) ? reading('other', 'event-failed-container', message) : undefined
}

/** `error determining status: ..` and the sync results that kubelet up to 1.8 put into this reason. */
function readSync(message: string): Reading | undefined {
  const result = readSyncResult(message)
  if (result !== undefined) return reading(result.operation, 'event-failed-sync', result.error, result.podUid)
  return message.startsWith('error determining status')
    ? reading('PodSandboxStatus', 'event-failed-status', message)
    : undefined
}
