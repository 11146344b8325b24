import { causes } from '../parsers/causes/index.ts'
import { gates } from '../parsers/read-events.ts'
import { redactCaseFile } from './store/redact-case.ts'

/** Words of messages, of patterns of the catalogue, and of what it says; names never come from there. */
function wordings(): ReadonlySet<string> {
  const texts = causes.flatMap(({ id, title, what, why, patterns }) => [
    ...[id, title, what, why],
    ...patterns.flatMap(({ all, pattern }) => [...all, pattern?.source ?? '']),
  ])
  return new Set(
    [...gates, ...texts].flatMap((text) => text.match(/[A-Za-z]+/g) ?? []).map((word) => word.toLowerCase()),
  )
}

export interface RedactOptions {
  /** The case file to copy; it is not changed. */
  readonly case: string
  /** Where the copy goes; nothing may be there. */
  readonly out: string
}

/**
 * Copies a case with made-up names of pods, namespaces, nodes and hosts, made-up addresses, registries and ids: the same one for the same name
 * everywhere. Wordings, versions, causes, plugins, times and lines stay, and so does the verdict.
 * Throws PostmortemError OUTPUT_EXISTS, OUTPUT_FAILED, CASE_NOT_FOUND, CASE_NOT_A_CASE, CASE_TOO_OLD or CASE_TOO_NEW.
 */
export function redactCase(options: RedactOptions): void {
  const words = wordings()
  redactCaseFile(options.case, options.out, (word) => words.has(word.toLowerCase()))
}
