import { largeInts } from '../base/large-buffer.ts'
import { type FailureClass, INT } from './failure-rows.ts'
import type { PodNames } from './pod-names.ts'
import { intOf, type RowBlock } from './row-block.ts'

const FIRST_SIZE = 4096

/** Number of the run that a failure is in, from 1; 0 = in none. Takes failures in order of id. */
export type RunOf = (block: RowBlock, row: number) => number

/**
 * The joins give the failures of one pod on one node one after the other (of one sandbox, where the pod is not known): these are a run.
 * Failures that name neither, and those of readiness, stand anywhere and are in none.
 */
export function runCounter(classes: readonly FailureClass[], pods: PodNames): RunOf {
  const isReadiness: boolean[] = []
  for (const { id, operation } of classes) isReadiness[id] = operation === 'NetworkReady'
  let run = 0
  let runNode = -1
  let runSubject = 0
  return (block, row) => {
    const pod = intOf(block, row, INT.pod)
    // A pod and a sandbox of one row id are told apart by their sign.
    const subject = pods.isNamed[pod] === 1 ? (pods.nameRefs[pod] ?? 0) : -intOf(block, row, INT.sandbox)
    if (subject === 0 || isReadiness[intOf(block, row, INT.classRef)] === true) return 0
    const node = intOf(block, row, INT.node)
    if (node !== runNode || subject !== runSubject) {
      run += 1
      runNode = node
      runSubject = subject
    }
    return run
  }
}

/** Finds the sandboxes whose failures are not all in one run: 4 bytes a sandbox, and an entry of a set for each that is found. */
export interface ScatteredSandboxes {
  readonly see: (block: RowBlock, row: number) => void
  readonly found: ReadonlySet<number>
}

export function scatteredSandboxes(runOf: RunOf): ScatteredSandboxes {
  let runs: Int32Array = new Int32Array(FIRST_SIZE)
  const found = new Set<number>()
  return {
    see(block, row) {
      const run = runOf(block, row)
      const sandbox = intOf(block, row, INT.sandbox)
      if (sandbox === 0) return
      if (sandbox >= runs.length) {
        const wider = largeInts(Math.max(sandbox + 1, runs.length * 2))
        wider.set(runs)
        runs = wider
      }
      if (runs[sandbox] === 0) runs[sandbox] = run
      if (run === 0 || runs[sandbox] !== run) found.add(sandbox)
    },
    found,
  }
}
