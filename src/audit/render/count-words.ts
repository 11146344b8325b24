import type { AuditFinding } from '../../model/audit.ts'

const many = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`

/** `2 configurations, 1 error, 0 warnings`. */
export function countWords(configs: number, findings: readonly AuditFinding[]): string {
  const of = (severity: AuditFinding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length
  const notes = of('note')
  return `${many(configs, 'configuration')}, ${many(of('error'), 'error')}, ${many(of('warning'), 'warning')}${notes > 0 ? `, ${many(notes, 'note')}` : ''}`
}
