/** Keys of `meta` that hold what `--since` and `--until` left in, microseconds since the epoch as text; absent = no bound. */
export const ASKED = { since: 'asked_since_us', until: 'asked_until_us' } as const

/**
 * The span of time that the reading of a case was limited to, for the middle of a sentence: `from 2022-04-26 .. to ..`, `from .. on`,
 * `until ..`; '' where all records were read. `meta` looks up a value of the case, `time` prints microseconds since the epoch.
 */
export function askedWords(meta: (key: string) => string, time: (us: number) => string): string {
  const [since, until] = [meta(ASKED.since), meta(ASKED.until)]
  if (since === '' && until === '') return ''
  if (until === '') return `from ${time(Number(since))} on`
  return since === '' ? `until ${time(Number(until))}` : `from ${time(Number(since))} to ${time(Number(until))}`
}
