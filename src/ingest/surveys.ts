import { constants, gunzipSync } from 'node:zlib'
import { openFile, placeOf } from '../intake/index.ts'
import type { Parsers } from './parsers.ts'
import type { Settings } from './settings.ts'
import { mayBeOneNode, proofOf, survey, type TimeProof } from './survey.ts'

/** Other sources that are looked at for a source that does not tell its own year or zone. */
const MOST_FILES = 400
/** Compressed bytes that are looked at. */
const COMPRESSED_BYTES = 16_384

interface Surveyed {
  readonly path: string
  readonly node: string
  readonly proof: TimeProof
}

/** Looks at the heads of the input files once, when a source asks for what its neighbours know. Archives are passed over. */
export class Surveys {
  private readonly parsers: Parsers
  private readonly settings: Settings
  private all: readonly Surveyed[] | undefined

  constructor(parsers: Parsers, settings: Settings) {
    this.parsers = parsers
    this.settings = settings
  }

  /** What other sources of a node, and those whose node is not known, tell of time, in input order. */
  *ofNode(node: string, path: string): Iterable<TimeProof> {
    this.all ??= this.settings.files
      .filter((file) => file.size !== undefined)
      .slice(0, MOST_FILES)
      .flatMap((file) => this.look(file))
    for (const one of this.all) {
      if (one.path !== path && mayBeOneNode(one.node, node)) yield one.proof
    }
  }

  private look(file: Settings['files'][number]): readonly Surveyed[] {
    try {
      const found = survey(plainHead(openFile(file).head), this.parsers)
      const proof = proofOf(found)
      if (proof === undefined) return []
      return [{ path: file.path, node: found.host || placeOf(file.path, file.root).node, proof }]
    } catch {
      // What cannot be read is named when its own turn comes.
      return []
    }
  }
}

/** The text that a plain or gzip head begins. */
function plainHead(head: Uint8Array): Uint8Array {
  if (head[0] !== 0x1f || head[1] !== 0x8b) return head
  return gunzipSync(head.subarray(0, COMPRESSED_BYTES), { finishFlush: constants.Z_SYNC_FLUSH })
}
