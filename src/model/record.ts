import type { Stamp } from './stamp.ts'
import type { Component, Level } from './vocabulary.ts'

/** One physical line with its outer layer (transport) taken off. */
export interface Peeled {
  /** Transport id. */
  readonly transport: string
  /** Payload text: what the program wrote. */
  readonly text: string
  readonly stamp: Stamp | undefined
  /** Host name as printed; '' where the transport has none. */
  readonly host: string
  /** SYSLOG_IDENTIFIER, unit or container name as printed; '' if none. */
  readonly ident: string
  /** Process id as printed; '' if none. */
  readonly pid: string
  /** The line was cut by a pager or collector: `text` is used as far as it goes. */
  readonly cut: boolean
  /** Stream whose next line goes on with this one's text (CRI tag `P`, docker chunk without newline). */
  readonly partial?: string
  /** Written by a container: what it quotes of kubelet or runtime is not their own word. */
  readonly workload?: boolean
  /** The line is a Kubernetes Event (table row, describe row); `text` is its message. */
  readonly k8sEvent?: K8sEventFields
}

/** Inner layer of a record: what the program's own logger wrote. */
export interface PayloadRecord {
  /** Payload id. */
  readonly payload: string
  readonly stamp: Stamp | undefined
  /** Component the payload itself proves (klog of kubelet, logrus of CRI-O ...); '' if it could be any. */
  readonly component: Component | ''
  readonly level: Level | ''
  /** Decoded message text. */
  readonly message: string
  /** Decoded `error=` (logrus) or `err=` (klog) value; '' where absent. */
  readonly error: string
  /** klog `file.go:123` or logrus `func`/`file`; '' where absent. */
  readonly caller: string
  /** Any other field, decoded on demand; undefined where absent. */
  readonly field: (name: string) => string | undefined
}

/**
 * One log entry, both layers taken off, with its place. Time is still a `Stamp`: `stamp` is the payload's own, else the
 * transport's; `outerStamp` is the transport's (outer minus inner proves the node's zone).
 */
export interface LogRecord {
  /** 1-based first and last physical line in the decompressed source. */
  readonly line: number
  readonly lineEnd: number
  /** Byte offset of the first line in the decompressed source. */
  readonly byteOffset: number
  /** The physical lines as they stand, joined with '\n'. */
  readonly raw: string
  readonly transport: string
  readonly payload: string
  readonly stamp: Stamp | undefined
  readonly outerStamp: Stamp | undefined
  readonly host: string
  readonly ident: string
  readonly pid: string
  /** From ident and payload; '' where neither tells. */
  readonly component: Component | ''
  readonly level: Level | ''
  readonly message: string
  readonly error: string
  readonly caller: string
  readonly cut: boolean
  readonly field: (name: string) => string | undefined
  /** Kubernetes Event object or table row, where the transport is one. */
  readonly k8sEvent: K8sEventFields | undefined
}

/** What a Kubernetes Event says about its object, from a table, a describe block, a log line or an Event object. */
export interface K8sEventFields {
  readonly reason: string
  /** Normal | Warning | '' */
  readonly type: string
  /** `Pod`, `Node`, ... lower-cased kinds of tables are capitalised; '' if unknown. */
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly uid: string
  /** Reporting node; '' if unknown. */
  readonly node: string
  /** How often it was seen (`x83 over 22m`, count, series.count); at least 1. */
  readonly count: number
  readonly firstStamp: Stamp | undefined
  readonly lastStamp: Stamp | undefined
}
