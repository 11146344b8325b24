import type { Signature } from '../model/event.ts'

/** Are two events of one wording? Mostly asked of neighbours: fields that differ most often come first. */
export function isSameSignature(a: Signature, b: Signature): boolean {
  return (
    a.kind === b.kind &&
    a.cause === b.cause &&
    a.outcome === b.outcome &&
    a.operation === b.operation &&
    a.plugin === b.plugin &&
    a.configVersion === b.configVersion &&
    a.component === b.component &&
    a.secondary === b.secondary &&
    a.podFrom === b.podFrom &&
    isSameList(a.supportedVersions, b.supportedVersions)
  )
}

/** The signature alone of an event. */
export function signatureOf(event: Signature): Signature {
  const { operation, outcome, component, cause, plugin, configVersion, supportedVersions } = event
  const { kind, secondary, podFrom } = event
  return {
    operation,
    outcome,
    component,
    cause,
    plugin,
    configVersion,
    supportedVersions,
    kind,
    secondary,
    podFrom,
  }
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((value, index) => value === b[index]))
}
