/** Bounds of the page: under 3 MB for 100,000 failures on 200 nodes, whatever a case holds. */
export const LIMITS: Readonly<Record<LimitName, number>> = {
  /** Failures that are marks one by one; of more, pods and spans of time are folded. */
  marks: 120_000,
  /** Pods told apart where marks are folded. */
  foldedLanes: 1500,
  /** Lives of pod sandboxes, those with failures first. */
  sandboxes: 4000,
  /** Of these without any failure. */
  healthySandboxes: 400,
  /** Fields of failures per node and span of time. */
  heat: 40_000,
  /** Distinct error texts told apart; their length. */
  messages: 200,
  messageLength: 300,
  /** Failures whose records are in the page, records of each, characters of all. */
  details: 1200,
  recordsOfOne: 8,
  detailCharacters: 600_000,
  rawLength: 2000,
  flags: 1500,
}

type LimitName =
  | 'marks'
  | 'foldedLanes'
  | 'sandboxes'
  | 'healthySandboxes'
  | 'heat'
  | 'messages'
  | 'messageLength'
  | 'details'
  | 'recordsOfOne'
  | 'detailCharacters'
  | 'rawLength'
  | 'flags'
