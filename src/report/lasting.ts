import type { FactKind } from '../model/fact.ts'

/** Conditions that are told again and again while they last: one row for a node. Starts and stops stay apart, each may be the one that matters. */
export const LASTING: ReadonlySet<FactKind> = new Set([
  'config-load-failed',
  'certificate-expired',
  'apiserver-unreachable',
  'disk-full',
  'hang',
  'suppressed',
])
