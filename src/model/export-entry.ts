import type { K8sEventFields } from './record.ts'
import type { Stamp } from './stamp.ts'

/** A record whose outer layer was taken off elsewhere: a structured export, a binary journal, an Event object. */
export interface ExportEntry {
  /** Place in the decompressed source; for one-document exports the line on which the record begins. */
  readonly line: number
  readonly lineEnd: number
  readonly byteOffset: number
  /** The record as it stands (for long documents: the message). */
  readonly raw: string
  /** Id of the reader: `journal-file`, `cloud-logging` ... */
  readonly transport: string
  /** The export's own time of the record. */
  readonly stamp: Stamp | undefined
  readonly host: string
  /** SYSLOG_IDENTIFIER, unit or container name; ''. */
  readonly ident: string
  readonly pid: string
  /** What the program wrote, unescaped: its payload is read as that of a line. Of transport `json-document`: the record as JSON text. */
  readonly message: string
  /** Written by a container: what it quotes of kubelet or runtime is not their own word. */
  readonly workload?: boolean
  /** Wanted for its time alone: coverage without reading every record. */
  readonly sample?: boolean
  /** Time of the entry before it, where that was minutes earlier or later; microseconds. */
  readonly quietFromUs?: number
  /** Given where the record is a Kubernetes Event. */
  readonly k8sEvent?: K8sEventFields
}
