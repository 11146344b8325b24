import { escapeTerminal } from '../base/escape-terminal.ts'
import type { Verdict } from '../model/verdict.ts'
import { causeTitle } from './cause-title.ts'
import { confidenceWords } from './confidence.ts'
import { excerpt } from './words.ts'

/** Evidence lines that the short verdict shows. */
const SHOWN = 3

/** The verdict for a terminal: title, cause, first evidence, first step. No colour; log text cannot steer the terminal. */
export function renderVerdict(verdict: Verdict): string {
  const lines = [escapeTerminal(verdict.title)]
  if (verdict.cause !== null) {
    lines.push(`cause:  ${causeTitle(verdict.cause, verdict.causeTitle)}, ${confidenceWords(verdict.confidence)}`)
    const places = new Map(verdict.evidence.map((one) => [`${one.source}:${one.line}`, one]))
    for (const [place, one] of [...places].slice(0, SHOWN)) {
      lines.push(
        `seen:   ${one.says === '' ? excerpt(one.text, 160) : escapeTerminal(one.says)}  ${escapeTerminal(place)}`,
      )
    }
    const step = verdict.fix[0]
    if (step !== undefined) lines.push(`do:     ${escapeTerminal(step.text)}`)
    else if (verdict.wouldChange[0] !== undefined) lines.push(`needed: ${escapeTerminal(verdict.wouldChange[0])}`)
  }
  return `${lines.join('\n')}\n`
}
