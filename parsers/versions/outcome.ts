import type { CauseId } from '../../src/model/names.ts'
import type { KnowledgeSource, SourceName } from './sources.ts'
import { sources } from './sources.ts'

/** What a CNI verb does for a given runtime, plugins and configuration. */
export interface VerbOutcome {
  /** `unknown`: a version that would decide it was not given or is not in the tables. */
  readonly result: 'ok' | 'fails' | 'unknown'
  /** Cause of the failure; '' where it does not fail. */
  readonly cause: CauseId | ''
  /** Error text as it is printed, without the runtime's layers; '' where it does not fail. */
  readonly error: string
  /** The mechanism in one or two sentences. */
  readonly says: string
  /** Measured against the released code, or inferred from the versions it carries; '' where unknown. */
  readonly basis: 'measured' | 'inferred' | ''
  readonly sources: readonly KnowledgeSource[]
}

/** Both verbs that kubelet causes. */
export interface WhatHappens {
  readonly add: VerbOutcome
  readonly del: VerbOutcome
  /** What the public Kubernetes page states otherwise; '' if it agrees or is silent. */
  readonly pageDiffers: string
}

/** A verb that works. */
export const works = (says: string, basis: 'measured' | 'inferred', ...names: readonly SourceName[]): VerbOutcome => ({
  result: 'ok',
  cause: '',
  error: '',
  says,
  basis,
  sources: names.map((name) => sources[name]),
})

/** A verb that fails. */
export const fails = (
  cause: CauseId,
  error: string,
  says: string,
  basis: 'measured' | 'inferred',
  ...names: readonly SourceName[]
): VerbOutcome => ({ result: 'fails', cause, error, says, basis, sources: names.map((name) => sources[name]) })

/** A verb of which nothing can be said. */
export const unknownOutcome = (says: string): VerbOutcome => ({
  result: 'unknown',
  cause: '',
  error: '',
  says,
  basis: '',
  sources: [],
})
