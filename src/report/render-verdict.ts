import { escapeTerminal } from '../base/escape-terminal.ts'
import type { Verdict } from '../model/verdict.ts'
import { confidenceWords } from './confidence.ts'
import { causeWords, excerpt } from './words.ts'

/** Evidence lines that the short verdict shows. */
const SHOWN = 3

/** The verdict for a terminal: title, cause, first evidence, first step. No colour; log text cannot steer the terminal. */
export function renderVerdict(verdict: Verdict): string {
  const lines = [escapeTerminal(verdict.title)]
  if (verdict.cause !== null) {
    lines.push(`cause:  ${causeWords(verdict.cause)}, ${confidenceWords(verdict.confidence)}`)
    for (const one of verdict.evidence.slice(0, SHOWN))
      lines.push(`seen:   ${escapeTerminal(`${one.source}:${one.line}`)}  ${excerpt(one.text, 160)}`)
    const step = verdict.fix[0]
    if (step !== undefined) lines.push(`do:     ${escapeTerminal(step.text)}`)
    else if (verdict.wouldChange[0] !== undefined) lines.push(`needed: ${escapeTerminal(verdict.wouldChange[0])}`)
  }
  return `${lines.join('\n')}\n`
}
