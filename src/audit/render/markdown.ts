import { escapeMarkdown } from '../../base/escape-markdown.ts'
import type { AuditResult } from '../../model/audit.ts'
import { countWords } from './count-words.ts'

const cell = (text: string): string => escapeMarkdown(text)

/** Findings as one Markdown table. */
export function renderAuditMarkdown({ configs, findings }: AuditResult): string {
  const head = `# CNI configuration audit\n\n${countWords(configs.length, findings)}.\n`
  if (findings.length === 0) return head
  const rows = findings.map((finding) => {
    const place = `${finding.node === '' ? '' : `${finding.node}: `}${finding.path}:${finding.line}:${finding.column}`
    return `| ${finding.severity} | ${cell(place)} | ${cell(finding.what)} | ${cell(finding.why)} | ${cell(finding.do)} | [${cell(finding.reference.title)}](${finding.reference.url}) |`
  })
  return `${head}\n| Severity | Place | What | Why | Do | Reference |\n| --- | --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`
}
