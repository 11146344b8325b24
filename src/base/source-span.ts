/** First and last absolute time of sources, microseconds; 0 where none has one. However many there are. */
export function sourceSpan(sources: readonly { readonly first_us: number; readonly last_us: number }[]): {
  readonly fromUs: number
  readonly toUs: number
} {
  let fromUs = 0
  let toUs = 0
  for (const { first_us, last_us } of sources) {
    if (first_us > 0 && (fromUs === 0 || first_us < fromUs)) fromUs = first_us
    if (last_us > toUs) toUs = last_us
  }
  return { fromUs, toUs }
}
