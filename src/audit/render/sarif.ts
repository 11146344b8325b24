import type { AuditFinding, AuditResult } from '../../model/audit.ts'
import { checks } from '../checks/index.ts'

const level = (severity: AuditFinding['severity']): string => severity

/** Paths inside archives and manifests (`a.tar!/b`, `m.yaml#key`) as relative URIs. */
const uri = (path: string): string => path.split('/').map(encodeURIComponent).join('/')

/** SARIF 2.1.0 (OASIS), as code hosts read it. */
export function renderAuditSarif({ findings }: AuditResult, version: string): string {
  const rules = checks.map((check) => ({
    id: check.id,
    shortDescription: { text: check.title },
    helpUri: check.reference.url,
    defaultConfiguration: { level: level(check.severity) },
  }))
  const results = findings.map((finding) => ({
    ruleId: finding.check,
    ruleIndex: rules.findIndex((rule) => rule.id === finding.check),
    level: level(finding.severity),
    message: { text: `${finding.what} ${finding.why} ${finding.do}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uri(finding.path) },
          region: { startLine: finding.line, startColumn: finding.column },
        },
      },
    ],
  }))
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'cni-postmortem',
            version,
            informationUri: 'https://www.npmjs.com/package/cni-postmortem',
            rules,
          },
        },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}
