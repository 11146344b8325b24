import type { Survey } from './survey.ts'

/** Members of one archive that are remembered. */
const MOST_MEMBERS = 2000

interface Noted {
  readonly path: string
  readonly node: string
  readonly survey: Survey
}

const archiveOf = (path: string): string => path.slice(0, Math.max(0, path.indexOf('!/')))

/** What the heads of an archive's members tell of time: neighbours that lack a year take it from there. */
export class MemberSurveys {
  private archive = ''
  private noted: Noted[] = []

  note(path: string, node: string, survey: Survey): void {
    const archive = archiveOf(path)
    if (archive === '') return
    if (archive !== this.archive) {
      this.archive = archive
      this.noted = []
    }
    if (this.noted.length < MOST_MEMBERS && survey.absoluteUs !== 0) this.noted.push({ path, node, survey })
  }

  /** Surveys of other members of the same archive that are of the node, in stored order. */
  ofNode(node: string, path: string): readonly Survey[] {
    return this.others(path)
      .filter((one) => node === '' || one.node === '' || one.node === node)
      .map((one) => one.survey)
  }

  /** Surveys of all other members of the same archive. */
  ofArchive(path: string): readonly Survey[] {
    return this.others(path).map((one) => one.survey)
  }

  private others(path: string): readonly Noted[] {
    const archive = archiveOf(path)
    return archive !== '' && archive === this.archive ? this.noted.filter((one) => one.path !== path) : []
  }
}
