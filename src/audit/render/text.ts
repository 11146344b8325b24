import { visibleText } from '../../base/visible-text.ts'
import type { AuditResult } from '../../model/audit.ts'
import { countWords } from './count-words.ts'

/** Findings for a terminal, by file. */
export function renderAuditText({ configs, findings }: AuditResult): string {
  const lines: string[] = []
  let path = ''
  for (const finding of findings) {
    if (finding.path !== path)
      lines.push(
        ...(path === '' ? [] : ['']),
        visibleText(finding.node === '' ? finding.path : `${finding.node}: ${finding.path}`),
      )
    path = finding.path
    lines.push(
      `  ${finding.line}:${finding.column}  ${finding.severity}  ${visibleText(finding.what)}  [${finding.check}]`,
      `      why: ${visibleText(finding.why)}`,
      `      do:  ${visibleText(finding.do)}`,
    )
  }
  return [...lines, ...(lines.length > 0 ? [''] : []), countWords(configs.length, findings), ''].join('\n')
}
