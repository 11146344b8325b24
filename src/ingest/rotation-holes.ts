import { LONGEST_US, SHORTEST_US, TIMES_USUAL } from './silence-bounds.ts'

/** A log file as a part of a rotation. Times are microseconds since the epoch. */
export interface RotatedFile {
  readonly source: number
  readonly path: string
  readonly node: string
  readonly firstUs: number
  readonly lastUs: number
  /** Longest usual step from line to line (`longestStep`); undefined = too few are known. */
  readonly stepUs: number | undefined
}

/** Between two neighbours of a rotation there is nothing for much longer than is usual in them. */
export interface Hole {
  readonly before: RotatedFile
  readonly after: RotatedFile
}

/**
 * What the files of one log have in common, wherever they lie. The ends of names are those of logrotate (`.1`, `-20220426`,
 * `-1650931200`), of kubelet's container logs (`0.log.20220426-004324`) and of compressions.
 */
export function rotationOf(path: string): string {
  // kubelet.log.2.gz
  const unpacked = path.replace(/\.(?:gz|xz|zst|bz2|lz4)$/, '')
  // messages-20220426, kubelet-20220426.log, 0.log.20220426-004324
  const undated = unpacked.replace(/[-.]\d{8,10}(?:-\d{1,6})?(?=(?:\.log)?$)/, '')
  // kubelet.log.2, containerd.1.log; but not 1.log, the log of a container's second start
  return undated.replace(/(?<=[^/])\.\d{1,3}(?=(?:\.log)?$)/, '')
}

/** Holes between files that are neighbours in time, by rotation in the order of the sources, then by time. */
export function rotationHoles(files: readonly RotatedFile[]): readonly Hole[] {
  const rotations = new Map<string, RotatedFile[]>()
  for (const file of files) {
    const key = `${rotationOf(file.path)}\0${file.node}`
    const list = rotations.get(key)
    if (list === undefined) rotations.set(key, [file])
    else list.push(file)
  }
  return [...rotations.values()].flatMap(holesOf)
}

function holesOf(files: readonly RotatedFile[]): readonly Hole[] {
  const holes: Hole[] = []
  let before: RotatedFile | undefined
  for (const after of files.toSorted((a, b) => a.firstUs - b.firstUs || a.source - b.source)) {
    if (before !== undefined && isHole(before, after)) holes.push({ before, after })
    if (before === undefined || after.lastUs > before.lastUs) before = after
  }
  return holes
}

function isHole(before: RotatedFile, after: RotatedFile): boolean {
  const steps = [before.stepUs, after.stepUs].filter((step) => step !== undefined)
  if (steps.length === 0) return false
  const length = after.firstUs - before.lastUs
  return length >= Math.max(SHORTEST_US, TIMES_USUAL * Math.max(...steps)) && length <= LONGEST_US
}
