/** A confidence as a percentage: 0.87 -> 87 %. */
export function percent(confidence: number): string {
  return `${Math.round(Math.min(1, Math.max(0, confidence)) * 100)} %`
}

/** A confidence in words and as a percentage. */
export function confidenceWords(confidence: number): string {
  const word = confidence >= 0.8 ? 'high' : confidence >= 0.5 ? 'medium' : 'low'
  return `${word} confidence (${percent(confidence)})`
}
