import { containerdRows } from './containerd.ts'
import { crioRows } from './crio.ts'
import type { VerbOutcome, WhatHappens } from './outcome.ts'
import { highestSpecOf } from './plugins.ts'
import { type VersionQuestion, whatHappens } from './what-happens.ts'

/** One line of `explain versions`: a range of releases and what it does in the cases that matter. */
export interface MatrixRow {
  readonly runtime: 'containerd' | 'crio'
  /** `1.6.0 to 1.6.2`, `1.6.3`, `1.7.0 and later 1.7`. */
  readonly releases: string
  readonly goCni: string
  readonly libcni: string
  readonly bundledPlugins: string
  readonly highestSpec: string
  /** `ADD ok, DEL fails: cni-config-version-missing` for each case of `matrixCases`, in their order. */
  readonly cells: readonly string[]
  /** The same with basis and sources. */
  readonly outcomes: readonly WhatHappens[]
}

type Case = Omit<VersionQuestion, 'containerd' | 'crio'>

/** Cases of the matrix: title and question. */
export const matrixCases: readonly { readonly title: string; readonly question: Case }[] = [
  {
    title: 'no cniVersion',
    question: { config: '', supported: ['0.1.0', '0.2.0', '0.3.0', '0.3.1', '0.4.0', '1.0.0'] },
  },
  {
    title: '0.3.1, result without version',
    question: { config: '0.3.1', supported: ['0.1.0', '0.2.0', '0.3.0', '0.3.1'], unversionedResult: true },
  },
  { title: '1.0.0, plugins 0.9.1', question: { config: '1.0.0', plugins: '0.9.1' } },
  { title: '1.0.0, plugins 1.1.1', question: { config: '1.0.0', plugins: '1.1.1' } },
  { title: '1.1.0, plugins 1.6.0', question: { config: '1.1.0', plugins: '1.6.0' } },
  { title: '0.4.0, loopback plugin 0.9.1', question: { config: '0.4.0', plugins: '0.9.1' } },
]

/** The whole matrix, containerd first. */
export function versionMatrix(): readonly MatrixRow[] {
  return [
    ...containerdRows.map(
      (row): MatrixRow => ({
        runtime: 'containerd',
        releases: releases(row.from, row.to),
        goCni: row.goCni,
        libcni: row.libcni,
        bundledPlugins: row.plugins,
        highestSpec: highestSpecOf(row.libcni),
        ...answers({ containerd: row.from }),
      }),
    ),
    ...crioRows.map(
      (row): MatrixRow => ({
        runtime: 'crio',
        releases: releases(row.from, row.to),
        goCni: '',
        libcni: row.libcni,
        bundledPlugins: '',
        highestSpec: highestSpecOf(row.libcni),
        ...answers({ crio: row.from }),
      }),
    ),
  ]
}

function releases(from: string, to: string): string {
  if (from === to) return from
  return to.split('.').length === 2 && from.split('.').length === 3 ? `${from} and later ${to}` : `${from} to ${to}`
}

function answers(runtime: Pick<VersionQuestion, 'containerd' | 'crio'>): Pick<MatrixRow, 'cells' | 'outcomes'> {
  const outcomes = matrixCases.map(({ question }) => whatHappens({ ...question, ...runtime }))
  return { cells: outcomes.map(({ add, del }) => `ADD ${verb(add)}, DEL ${verb(del)}`), outcomes }
}

const verb = ({ result, cause }: VerbOutcome): string => (cause === '' ? result : `${result}: ${cause}`)
