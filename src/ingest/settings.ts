import type { FoundFile, Limits } from '../intake/index.ts'
import type { CauseDefinition } from '../model/cause.ts'
import type { ClockFlags } from './clock.ts'
import { zoneOf } from './zone.ts'

/** What the user asked for, as plain data that a worker can be given. */
export interface Settings {
  readonly files: readonly FoundFile[]
  /** 0 = not given. */
  readonly year: number
  /** '' = not given. */
  readonly timezone: string
  /** Node of records and paths that name none. */
  readonly node: string
  readonly sieve: boolean
  readonly sinceUs: number
  readonly untilUs: number
  readonly limits: Limits
  /** The user's own causes. */
  readonly causes: readonly CauseDefinition[]
}

/** Throws PostmortemError BAD_OPTION for an unknown zone. */
export function clockFlags(settings: Settings): ClockFlags {
  return { year: settings.year, zone: settings.timezone === '' ? undefined : zoneOf(settings.timezone) }
}
