const UNITS = { '': 1e6, K: 1e3, M: 1e6, G: 1e9 }

/** Bytes of `200M`, `2G`, `500K`; a number alone is megabytes. Throws RangeError for anything else. */
export function parseSize(text) {
  const match = /^(\d+(?:\.\d+)?)([KMG]?)$/i.exec(text)
  if (match === null) throw new RangeError(`"${text}" is no size: write 200M or 2G`)
  return Math.round(Number(match[1]) * UNITS[match[2].toUpperCase()])
}

/** A size as short as `parseSize` reads it. */
export function sizeText(bytes) {
  for (const [unit, factor] of [
    ['G', 1e9],
    ['M', 1e6],
  ])
    if (bytes >= factor) return `${Number((bytes / factor).toFixed(2))}${unit}`
  return `${Number((bytes / 1e3).toFixed(2))}K`
}
