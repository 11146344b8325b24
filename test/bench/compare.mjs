/** How many times its baseline a ratio may be: CPU seconds of short runs on a busy machine scatter by some ten percent. */
const MARGIN = 2

/**
 * Compares ratios of a run to kept ones, both `{ name: ratio }`. Returns one text for each that grew beyond `margin` times its baseline, is no number, or
 * was kept but not measured; one that is new is none.
 */
export function regressions(measured, baseline, margin = MARGIN) {
  return Object.entries(baseline).flatMap(([name, kept]) => {
    const now = measured[name]
    if (now === undefined) return [`${name}: not measured, baseline ${kept}`]
    if (!(now <= kept * margin)) return [`${name}: ${now.toFixed(2)}, more than ${margin} times the baseline ${kept}`]
    return []
  })
}

/** Names of ratios that fell below half of what is kept: a baseline that old guards little. */
export function outgrown(measured, baseline, margin = MARGIN) {
  return Object.keys(baseline).filter((name) => measured[name] * margin < baseline[name])
}

/** Ratios as the baseline file keeps them: sorted by name, two decimals. */
export function baselineOf(measured) {
  const sorted = Object.entries(measured).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(sorted.map(([name, value]) => [name, Number(value.toFixed(2))]))
}
