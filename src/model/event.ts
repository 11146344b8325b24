import type { Cause, Component, Operation, Outcome } from './vocabulary.ts'

/**
 * What one record says happened to a sandbox or to the node's network. Texts are '' where absent; `configVersion` is
 * undefined where absent, because `''` means "the config declares none".
 */
export interface SandboxEvent {
  readonly operation: Operation
  readonly outcome: Outcome
  readonly component: Component
  /** Catalogue id or 'unknown' for failed; '' otherwise. */
  readonly cause: Cause | ''
  readonly sandboxId: string
  readonly podNamespace: string
  readonly podName: string
  readonly podUid: string
  /** Sandbox attempt; -1 where absent. */
  readonly attempt: number
  /** Innermost plugin type named by the error chain. */
  readonly plugin: string
  readonly configVersion: string | undefined
  readonly supportedVersions: readonly string[]
  /** The innermost error text, unescaped; for other outcomes the message. */
  readonly message: string
  /**
   * Which wording printed it (`containerd-stop-failed`, `kubelet-error-syncing-pod` ...). Joins count one failure per
   * repetition of the same kind for the same sandbox. List in parsers/grammar/kinds.ts.
   */
  readonly kind: string
  /** True for lines that only repeat or clean up after a first failure (messages.md section 6.2). */
  readonly secondary: boolean
  /** How the pod is known: 'metadata' | 'kobj' | 'name-form' | 'cni-args' | 'event-object' | ''. */
  readonly podFrom: string
  /** Occurrences this one record stands for (Kubernetes Event count); 1 otherwise. */
  readonly repeatN: number
}

/** What events of one wording have in common. */
export type Signature = Pick<
  SandboxEvent,
  | 'operation'
  | 'outcome'
  | 'component'
  | 'cause'
  | 'plugin'
  | 'configVersion'
  | 'supportedVersions'
  | 'kind'
  | 'secondary'
  | 'podFrom'
>

/** An event with its place and settled time: one row of table `event`. */
export interface PlacedEvent extends SandboxEvent {
  readonly line: number
  readonly lineEnd: number
  readonly byteOffset: number
  /** n-th event of its record, from 0. */
  readonly ord: number
  /** Microseconds since the epoch UTC; 0 where the record has no absolute time. */
  readonly timeUs: number
  /** Time of the last occurrence (equals timeUs unless repeatN > 1). */
  readonly lastUs: number
  /** '' where unknown. */
  readonly node: string
  /** The record as it stands. */
  readonly raw: string
  /** The long texts in the form that the store keeps, where they are at hand so: no strings have to be made of them. */
  readonly packed?: PackedTexts
}

/** `message` and `raw` of an event. */
export interface PackedTexts {
  /** Where the event's other texts stand in the bytes, counted from `placesFrom`; absent where they are at hand as strings only. */
  readonly places?: EventPlaces
  readonly placesFrom: number
  /** The message, or a template of it (src/base/message-template.ts). */
  readonly template: string
  readonly isTemplate: boolean
  /** The record stands in these bytes, as UTF-8, from `from` to `to` (exclusive). */
  readonly utf8: Uint8Array
  readonly from: number
  readonly to: number
}

/** A text that all records of a wording have, or where it stands in each: indices of its first byte and behind its last. */
export type TextPlace = string | { readonly from: number; readonly to: number }

/** Where the texts of an event stand in its record, which is ASCII. One object for all records of a wording. */
export interface EventPlaces {
  readonly sandboxId: TextPlace
  readonly podNamespace: TextPlace
  readonly podName: TextPlace
  readonly podUid: TextPlace
  /** Where the digits of its attempt stand; undefined: it is the same for all. */
  readonly attempt: { readonly from: number; readonly to: number } | undefined
  /**
   * Stretches that differ from record to record, in order; what stands in them needs no escape in JSON. undefined: the wording is of a part of the
   * record alone, the rest is any text without control characters.
   */
  readonly varying: readonly { readonly from: number; readonly to: number }[] | undefined
}
