const MOST_SECTIONS = 1024

/** Numbers the sections of sources, to know templates by them as well. */
export class Sections {
  private readonly numbers = new Map<string, number>([['', 0]])

  /** Key of a 32-bit hash in a section. Two sections may share one, as two texts may share a hash. */
  key(hash: number, section: string): number {
    let number = section === '' ? 0 : this.numbers.get(section)
    if (number === undefined) {
      number = this.numbers.size % MOST_SECTIONS
      if (this.numbers.size < MOST_SECTIONS) this.numbers.set(section, number)
    }
    return (hash >>> 0) * MOST_SECTIONS + number
  }
}
