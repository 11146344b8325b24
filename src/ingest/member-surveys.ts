import { mayBeOneNode, type TimeProof } from './survey.ts'

/** Members of one archive that are remembered. */
const MOST_MEMBERS = 2000

interface Noted {
  readonly path: string
  readonly node: string
  readonly proof: TimeProof
}

const archiveOf = (path: string): string => path.slice(0, Math.max(0, path.indexOf('!/')))

/** What the heads of an archive's members tell of time: neighbours that lack a year take it from there. */
export class MemberSurveys {
  private archive = ''
  private noted: Noted[] = []

  note(path: string, node: string, proof: TimeProof): void {
    const archive = archiveOf(path)
    if (archive === '') return
    if (archive !== this.archive) {
      this.archive = archive
      this.noted = []
    }
    if (this.noted.length < MOST_MEMBERS && proof.absoluteUs !== 0) this.noted.push({ path, node, proof })
  }

  /** What other members of the same archive that are of the node tell, in stored order. */
  *ofNode(node: string, path: string): Iterable<TimeProof> {
    for (const one of this.others(path)) if (mayBeOneNode(one.node, node)) yield one.proof
  }

  /** What all other members of the same archive tell. */
  *ofArchive(path: string): Iterable<TimeProof> {
    for (const one of this.others(path)) yield one.proof
  }

  private *others(path: string): Iterable<Noted> {
    const archive = archiveOf(path)
    if (archive === '' || archive !== this.archive) return
    for (const one of this.noted) if (one.path !== path) yield one
  }
}
