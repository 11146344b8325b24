import type { SandboxEvent } from './event.ts'
import type { CniConfig, Fact } from './fact.ts'
import type { LogRecord, PayloadRecord, Peeled } from './record.ts'

/** An outer layer: parsers/transports/<id>.ts exports `transport`. Pure; one physical line at a time. */
export interface Transport {
  readonly id: string
  readonly title: string
  /** Lower is tried first where several could match. */
  readonly order: number
  readonly samples: readonly { readonly line: string; readonly peeled: Partial<Peeled> }[]
  /** True for a mere prefix (quote marks, a node name): what it leaves is again a line of some transport. */
  readonly wrapper?: boolean
  /** True where what it leaves may be a whole line of another transport (a syslog line in a log store). */
  readonly holdsLines?: boolean
  /** Takes the outer layer off, or undefined where the line is not of this transport. Must not throw. */
  readonly peel: (line: string) => Peeled | undefined
}

/** An inner layer: parsers/payloads/<id>.ts exports `payload`. */
export interface Payload {
  readonly id: string
  readonly title: string
  readonly order: number
  readonly samples: readonly {
    readonly text: string
    readonly record: Partial<Omit<PayloadRecord, 'field'>> & { readonly fields?: Readonly<Record<string, string>> }
  }[]
  /** Cheap test on the first line of a payload: does a record of this kind start here? */
  readonly starts: (text: string) => boolean
  /** Reads a whole payload (continuation lines joined with '\n'), or undefined if it is not of this kind after all. Must not throw. */
  readonly read: (text: string) => PayloadRecord | undefined
}

/** What a record says happened: parsers/events/<id>.ts exports `event`. */
export interface EventModule {
  readonly id: string
  readonly title: string
  /** Literals (case-sensitive, as they stand in the raw line at any escaping depth) of which at least one is in every line it can match. They feed the sieve. */
  readonly gate: readonly string[]
  /** First words of the messages it reads (parsers/grammar/wording.ts `firstWord`); absent = any record that no module with heads has read. */
  readonly heads?: readonly string[]
  readonly samples: readonly { readonly line: string; readonly event: Partial<SandboxEvent> }[]
  /** Lines with the gate's words that say nothing of the kind. */
  readonly lookAlikes: readonly string[]
  readonly read: (record: LogRecord) => readonly SandboxEvent[] | undefined
}

/** Version or state evidence in a log record: parsers/facts/<id>.ts exports `fact`. */
export interface FactModule {
  readonly id: string
  readonly title: string
  readonly gate: readonly string[]
  /** First words of the messages it reads; absent = any record. */
  readonly heads?: readonly string[]
  readonly samples: readonly { readonly line: string; readonly facts: readonly Partial<Fact>[] }[]
  readonly lookAlikes: readonly string[]
  readonly read: (record: LogRecord) => readonly Fact[] | undefined
}

/** A small evidence file that is not a log (CNI config, crictl info, nodes JSON ...): parsers/evidence/<id>.ts exports `evidence`. */
export interface EvidenceModule {
  readonly id: string
  readonly title: string
  /** Files above this size (bytes) are never such evidence. */
  readonly maxBytes: number
  /** Its lines are read as those of a log too: they hold events. */
  readonly holdsEvents?: true
  readonly samples: readonly { readonly path: string; readonly text: string; readonly found: Partial<EvidenceFound> }[]
  /** Is it one, by path and content head? */
  readonly accepts: (path: string, head: string) => boolean
  readonly read: (path: string, text: string) => EvidenceFound
}

export interface EvidenceFound {
  readonly facts: readonly (Fact & { readonly node?: string; readonly line?: number })[]
  readonly configs: readonly Omit<CniConfig, 'node'>[]
  /** Why it could not be used; '' if it could. */
  readonly problem: string
  /** The node whose files lie beside it, where it says so (`etc/hostname`). */
  readonly node?: string
}
