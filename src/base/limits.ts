import { PostmortemError } from './errors.ts'

/** Bounds on hostile input; each that a user may want to move has a flag, which its message names. */
export interface Limits {
  /** Containers inside containers. */
  readonly nesting: number
  /** Members of one archive. */
  readonly members: number
  /** Decompressed bytes for each compressed byte, once more than 64 MiB came out. */
  readonly expansion: number
  /** Longest physical line that is looked at; the rest of a longer one is skipped and counted. */
  readonly lineBytes: number
  /** Levels of a JSON document. */
  readonly jsonDepth: number
  /** A zip inside another archive is held in memory up to this size; a larger one is copied (`--spool`) or read by its local headers. */
  readonly heldZipBytes: number
  /** A journal file inside an archive is held in memory up to this size: four times journald's default maximum. */
  readonly heldJournalBytes: number
}

export const DEFAULT_LIMITS: Limits = {
  nesting: 6,
  members: 200_000,
  expansion: 2000,
  lineBytes: 1_048_576,
  jsonDepth: 200,
  heldZipBytes: 256 << 20,
  heldJournalBytes: 512 << 20,
}

/** Limits that a user may move. */
export type FreeLimits = Pick<Limits, 'nesting' | 'members' | 'expansion' | 'lineBytes' | 'jsonDepth'>

interface Flag {
  readonly field: keyof FreeLimits
  /** Least and most: whatever is asked for, memory and time stay bounded. */
  readonly from: number
  readonly to: number
}

const FLAGS: ReadonlyMap<string, Flag> = new Map<string, Flag>([
  ['line-bytes', { field: 'lineBytes', from: 4096, to: 8 << 20 }],
  ['members', { field: 'members', from: 1, to: 10_000_000 }],
  ['nesting', { field: 'nesting', from: 0, to: 32 }],
  ['expansion', { field: 'expansion', from: 1, to: 1_000_000 }],
  ['json-depth', { field: 'jsonDepth', from: 1, to: 2000 }],
])

/** `line-bytes (1048576), members (200000) ...`: the names that `--limit` takes, with their defaults. */
export const limitNames: string = [...FLAGS].map(([name, { field }]) => `${name} (${DEFAULT_LIMITS[field]})`).join(', ')

/** How a message tells that a limit was met: `(--limit members=N moves this limit)`. */
export function limitHint(field: keyof FreeLimits): string {
  const name = [...FLAGS].find(([, flag]) => flag.field === field)?.[0] ?? ''
  return `(--limit ${name}=N moves this limit)`
}

/** Reads `members=500000`. Throws PostmortemError BAD_OPTION for an unknown name or a number out of bounds. */
export function readLimit(text: string): Partial<FreeLimits> {
  const [name = '', value = ''] = text.split('=', 2)
  const flag = FLAGS.get(name)
  if (flag === undefined)
    throw new PostmortemError('BAD_OPTION', `--limit does not know "${name}"`, {
      hint: `write name=number, with one of ${limitNames}`,
    })
  if (!/^\d+$/.test(value)) throw outOfBounds(name, flag, value)
  return { [flag.field]: withinBounds(name, flag, Number(value)) }
}

function withinBounds(name: string, flag: Flag, value: number): number {
  if (!Number.isInteger(value) || value < flag.from || value > flag.to) throw outOfBounds(name, flag, String(value))
  return value
}

function outOfBounds(name: string, { from, to }: Flag, value: string): PostmortemError {
  return new PostmortemError('BAD_OPTION', `--limit ${name} cannot be "${value}"`, {
    hint: `write ${name}= and a whole number from ${from} to ${to}`,
  })
}

/** The limits with those that the user moved. Throws PostmortemError BAD_OPTION for a number out of bounds. */
export function movedLimits(limits: Limits, moved: Partial<FreeLimits>): Limits {
  const result: { -readonly [K in keyof Limits]: number } = { ...limits }
  for (const [name, flag] of FLAGS) {
    const value = moved[flag.field]
    if (value !== undefined) result[flag.field] = withinBounds(name, flag, value)
  }
  return result
}
