import type { MemberFinder } from './flat-object.ts'
import type { LineShape } from './line-shape.ts'

/** Read access to the physical lines round a candidate line. Lines come without their line end (LF or CR LF). */
export interface LineWindow {
  /** 1-based number of the candidate line. */
  readonly line: number
  /** Line at `rel` lines from the candidate (0 = itself); undefined outside the source or outside the guaranteed context (64 lines and 64 KiB either way). */
  readonly at: (rel: number) => string | undefined
  /** Byte offset in the decompressed source of the line at `rel`. */
  readonly offsetOf: (rel: number) => number
  /** The same lines as bytes, where they are at hand. */
  readonly bytes?: LineBytes
}

/** The bytes of a window's lines; valid as long as the window. */
export interface LineBytes {
  readonly buffer: Buffer
  /** Index behind the last byte of the source that is at hand. */
  readonly limit: number
  /** Index of the first byte of the line at `rel`; -1 where `at` gives undefined. */
  readonly startOf: (rel: number) => number
  /** Index behind the last byte of a line that `startOf` found, without its line end. */
  readonly endOf: (rel: number) => number
  /** Number of the shape that bytes [from, to) have, which lie within a line; -1 where they have none that is known. */
  readonly shape: (from: number, to: number) => number
  /** Keeps a shape for lines to come; its number (0, 1, 2 ...), or -1 where there is no room. Of two that a line has the newer counts. */
  readonly addShape: (shape: LineShape) => number
  readonly clearShapes: () => void
  /** Finds members of lines that are JSON objects. */
  readonly objects: MemberFinder
}

/** The physical lines of one record. */
export interface Assembled {
  readonly line: number
  readonly lineEnd: number
  readonly byteOffset: number
  readonly lines: readonly string[]
  /** What stands between line n and line n + 1 of the text: '' (hard wrap), ' ' (word wrap) or '\n'; all '\n' if absent. */
  readonly joins?: readonly ('' | ' ' | '\n')[]
  /** `journalctl -r` put the lines in reverse: the head is the last one. `line` and `byteOffset` are the head's. */
  readonly reversed?: boolean
  /** Other fields of a block record (`journalctl -o verbose`, `-o export`), whose message `lines` are. */
  readonly fields?: readonly string[]
  /** The object whose members the lines are (an Event in `kubectl get events -o yaml`), as JSON text. */
  readonly object?: string
}

/**
 * What earlier lines of a source say about later ones (section header, describe block, table columns). Updated from the
 * context lines that the sieve cuts out (gates that begin with '\n' are anchored at a line start).
 */
export interface SourceContext {
  /** minikube or cluster-info section (`kubelet`, `containerd`); ''. */
  section: string
  /** Object of the `kubectl describe` block that is open. */
  describeKind: string
  describeName: string
  describeNamespace: string
  describeNode: string
  /** Column starts of the open `kubectl get events` table: name and index; empty outside a table. */
  columns: readonly { readonly name: string; readonly at: number }[]
  /** Node named by a header (`Running on machine: x`); ''. */
  node: string
}
