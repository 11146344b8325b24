import type { SandboxEvent } from '../../src/model/event.ts'
import type { CauseId } from '../../src/model/names.ts'
import type { Component, Operation, Outcome } from '../../src/model/vocabulary.ts'
import { type Classified, classifyError } from '../errors/classify.ts'
import type { Kind } from './kinds.ts'
import type { PodRef } from './pod-metadata.ts'
import { settleId } from './sandbox-id.ts'

/** What a module knows of an event from the wording itself, before the error text is looked at. */
export interface EventParts {
  readonly operation: Operation
  readonly component: Component
  readonly kind: Kind
  /** Id as the message names it, full or short; absent where it names none. */
  readonly sandboxId?: string
  readonly pod?: PodRef | undefined
  readonly podUid?: string
  /** The line repeats or cleans up after a first failure. */
  readonly secondary?: boolean
  readonly repeatN?: number
  /** What the wording itself tells where no rule knows the error text. */
  readonly cause?: CauseId
}

/** What the error text, or its absence, adds to the parts. */
interface Finding {
  readonly outcome: Outcome
  readonly cause: SandboxEvent['cause']
  readonly plugin: string
  readonly configVersion: string | undefined
  readonly supportedVersions: readonly string[]
  readonly message: string
}

/** An event that is no failure; `message` is the record's. */
export function plainEvent(parts: EventParts, outcome: Exclude<Outcome, 'failed'>, message: string): SandboxEvent {
  return build(parts, parts.pod, '', unexplained(outcome, '', message))
}

/**
 * A failure with its error text: cause, plugin and versions from the deepest error, ids and pod from the wording first and
 * from the error text where the wording has none. `message` stands in where the record prints no error text.
 */
export function failedEvent(parts: EventParts, errorText: string, message: string): SandboxEvent {
  const told = parts.cause ?? 'unknown'
  if (errorText === '') return build(parts, parts.pod, message, unexplained('failed', told, message))
  const known = classifyError(errorText)
  return build(parts, completePod(parts.pod, podOfText(known, errorText)), errorText, {
    outcome: 'failed',
    cause: known.cause === 'unknown' ? told : known.cause,
    plugin: known.plugin,
    configVersion: known.configVersion,
    supportedVersions: known.supportedVersions,
    message: known.message,
  })
}

const none: readonly string[] = []

const unexplained = (outcome: Outcome, cause: SandboxEvent['cause'], message: string): Finding => ({
  outcome,
  cause,
  plugin: '',
  configVersion: undefined,
  supportedVersions: none,
  message,
})

/** One literal, so that every event has the same shape: this runs for each of millions. */
function build(parts: EventParts, pod: PodRef | undefined, errorText: string, finding: Finding): SandboxEvent {
  return {
    operation: parts.operation,
    outcome: finding.outcome,
    component: parts.component,
    cause: finding.cause,
    sandboxId: settleId(parts.sandboxId ?? '', errorText),
    podNamespace: pod?.namespace ?? '',
    podName: pod?.name ?? '',
    podUid: parts.podUid || pod?.uid || '',
    attempt: pod?.attempt ?? -1,
    plugin: finding.plugin,
    configVersion: finding.configVersion,
    supportedVersions: finding.supportedVersions,
    message: finding.message,
    kind: parts.kind,
    secondary: parts.secondary ?? false,
    podFrom: pod?.from ?? '',
    repeatN: parts.repeatN ?? 1,
  }
}

function podOfText(known: Classified, errorText: string): PodRef | undefined {
  if (known.podName === '') return undefined
  const from = errorText.includes('K8S_POD_NAME=') ? 'cni-args' : 'name-form'
  return { namespace: known.podNamespace, name: known.podName, uid: known.podUid, attempt: known.attempt, from }
}

/** The pod of the wording, with what the error text alone says of the same pod; the pod of the text where the wording has none. */
function completePod(pod: PodRef | undefined, named: PodRef | undefined): PodRef | undefined {
  if (pod === undefined || pod.name === '') return named ?? pod
  if (named === undefined || named.name !== pod.name) return pod
  return {
    namespace: pod.namespace === '' ? named.namespace : pod.namespace,
    name: pod.name,
    uid: pod.uid === '' ? named.uid : pod.uid,
    attempt: pod.attempt < 0 ? named.attempt : pod.attempt,
    from: pod.from,
  }
}
