import { accessSync, constants, statSync } from 'node:fs'
import { PostmortemError } from '../base/errors.ts'
import type { Limits } from '../base/limits.ts'
import type { FoundFile } from '../intake/index.ts'
import type { CauseDefinition } from '../model/cause.ts'
import type { KnownTime } from '../model/source.ts'
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
  /** Tried before all other transports; '' = not given. */
  readonly transport: string
  /** Files whose bytes are all at hand are hashed then. */
  readonly hashes: boolean
  readonly sinceUs: number
  readonly untilUs: number
  readonly limits: Limits
  /** Folder for temporary copies; absent: none is made. */
  readonly spool: string | undefined
  /** The user's own causes. */
  readonly causes: readonly CauseDefinition[]
  /** What the case that is added to knows of its nodes' times. */
  readonly known: readonly KnownTime[]
}

/** Throws PostmortemError BAD_OPTION for an unknown zone. */
export function clockFlags(settings: Settings): ClockFlags {
  return { year: settings.year, zone: settings.timezone === '' ? undefined : zoneOf(settings.timezone) }
}

/** The folder for temporary copies, if one is given. Throws PostmortemError BAD_OPTION where it is none or cannot be written. */
export function spoolFolder(folder: string | undefined): string | undefined {
  if (folder === undefined) return undefined
  try {
    if (!statSync(folder).isDirectory()) throw new Error('it is no folder')
    accessSync(folder, constants.W_OK)
  } catch (cause) {
    throw new PostmortemError('BAD_OPTION', `cannot keep temporary copies in ${folder || "''"}`, {
      cause,
      hint: 'name a folder that exists and can be written with --spool',
    })
  }
  return folder
}
