import { containerdRow } from '../parsers/versions/containerd.ts'
import { crioRow } from '../parsers/versions/crio.ts'
import { type MatrixRow, matrixCases, versionMatrix } from '../parsers/versions/matrix.ts'
import type { VerbOutcome } from '../parsers/versions/outcome.ts'
import { pluginsRow, pluginsRows, specsUpTo, specVersions } from '../parsers/versions/plugins.ts'
import { bestConfigVersion, whatHappens } from '../parsers/versions/what-happens.ts'
import { PostmortemError } from './base/errors.ts'
import type { Block, Span } from './model/block.ts'
import { printText } from './report/text.ts'

/** Releases to look up together. */
export interface PairQuestion {
  readonly containerd?: string
  readonly crio?: string
  /** containernetworking/plugins release; absent: what containerd bundles. */
  readonly plugins?: string
  /** cniVersion of the configuration; '' or absent = it declares none. */
  readonly config?: string
}

const text = (value: string): Span => ({ type: 'text', text: value })
const paragraph = (value: string): Block => ({ type: 'paragraph', spans: [text(value)] })
const heading = (value: string): Block => ({ type: 'heading', level: 2, text: value, anchor: '' })
const table = (columns: readonly string[], rows: readonly (readonly string[])[]): Block => ({
  type: 'table',
  columns,
  rows: rows.map((row) => row.map((cell) => [text(cell)])),
})

/** The matrix of version knowledge as text for a terminal: releases, what they carry, what ADD and DEL do and how that is known. */
export function versionsText(): string {
  const rows = versionMatrix()
  return printText([
    heading('Runtimes'),
    table(
      ['runtime', 'releases', 'go-cni', 'libcni', 'plugins in the bundle', 'reads results up to'],
      rows.map((row) => [row.runtime, row.releases, row.goCni, row.libcni, row.bundledPlugins, row.highestSpec]),
    ),
    heading('Plugins (containernetworking/plugins)'),
    table(
      ['releases', 'CNI versions', 'note'],
      pluginsRows.map(({ from, to, highest, note }) => [`${from} to ${to}`, specsUpTo(highest).join(' '), note]),
    ),
    ...matrixCases.flatMap(({ title }, index) => [
      heading(`Configuration: ${title}`),
      caseTable(rows, index),
      ...pageNotes(rows, index),
    ]),
    heading('Sources'),
    ...sourceList(rows.flatMap(({ outcomes }) => outcomes.flatMap(({ add, del }) => [add, del]))),
    paragraph(
      'measured: the released containerd code was run against stub plugins. inferred: it follows from the libcni that the release carries.',
    ),
  ])
}

/** Neighbouring releases that do the same stand on one line. */
function caseTable(rows: readonly MatrixRow[], index: number): Block {
  const lines: { runtime: string; first: string; last: string; does: readonly string[] }[] = []
  for (const row of rows) {
    const outcome = row.outcomes[index]
    const does = [verb(outcome?.add), verb(outcome?.del), outcome?.del.basis ?? '']
    const line = lines.at(-1)
    if (line?.runtime === row.runtime && line.does.join('\n') === does.join('\n')) line.last = row.releases
    else lines.push({ runtime: row.runtime, first: row.releases, last: row.releases, does })
  }
  return table(
    ['runtime', 'releases', 'ADD', 'DEL', 'known by'],
    lines.map(({ runtime, first, last, does }) => [runtime, span(first, last), ...does]),
  )
}

/** Where the public page states it otherwise, each statement once. */
function pageNotes(rows: readonly MatrixRow[], index: number): Block[] {
  return [...new Set(rows.map(({ outcomes }) => outcomes[index]?.pageDiffers ?? ''))]
    .filter((note) => note !== '')
    .map(paragraph)
}

// 1.1.0 and later 1.1 · 1.6.0 to 1.6.2 · 1.6.3
const firstOf = (releases: string): string => releases.split(' ')[0] ?? ''
const lastOf = (releases: string): string => releases.slice(releases.lastIndexOf(' ') + 1)
const span = (first: string, last: string): string => (first === last ? first : `${firstOf(first)} to ${lastOf(last)}`)

const verb = (outcome: VerbOutcome | undefined): string =>
  outcome === undefined || outcome.cause === '' ? (outcome?.result ?? '') : `fails: ${outcome.cause}`

function sourceList(outcomes: readonly VerbOutcome[]): Block[] {
  const sources = new Map(outcomes.flatMap((outcome) => outcome.sources.map((source) => [source.url, source] as const)))
  if (sources.size === 0) return []
  return [
    {
      type: 'list',
      ordered: false,
      items: [...sources.values()].map(({ title, url }) => [
        text(`${title}: `),
        { type: 'link', text: url, href: url },
      ]),
    },
  ]
}

/** What ADD and DEL will do, why, how that is known, and where the public page says otherwise. Throws PostmortemError BAD_OPTION. */
export function pairText(question: PairQuestion): string {
  assertKnown(question)
  const { containerd, crio, plugins, config = '' } = question
  const asked = {
    config,
    ...(containerd === undefined ? {} : { containerd }),
    ...(crio === undefined ? {} : { crio }),
    ...(plugins === undefined ? {} : { plugins }),
  }
  const { add, del, pageDiffers } = whatHappens(asked)
  const best = bestConfigVersion(asked)
  return printText([
    paragraph(premise(question)),
    ...verbBlocks('ADD', 'when a pod starts', add),
    ...verbBlocks('DEL', 'when a pod stops', del),
    ...(pageDiffers === '' ? [] : [heading('The public page states it differently'), paragraph(pageDiffers)]),
    ...(best === '' ? [] : [paragraph(`Highest cniVersion that both read: ${best}.`)]),
    ...sourceList([add, del]),
  ])
}

function premise({ containerd, crio, plugins, config = '' }: PairQuestion): string {
  const row = containerdRow(containerd ?? '')
  const runtime = containerd === undefined ? `CRI-O ${crio}` : `containerd ${containerd} (go-cni ${row?.goCni})`
  const libcni = row?.libcni ?? crioRow(crio ?? '')?.libcni
  const bundled = row === undefined ? 'plugins not given' : `plugins ${row.plugins} (as in its bundle)`
  const declared = config === '' ? 'a configuration without cniVersion' : `cniVersion ${config}`
  return `${runtime} with libcni ${libcni}, ${plugins === undefined ? bundled : `plugins ${plugins}`}, ${declared}.`
}

function verbBlocks(name: string, when: string, outcome: VerbOutcome): Block[] {
  const basis = outcome.basis === '' ? '' : ` (${outcome.basis})`
  const result = outcome.cause === '' ? outcome.result : `fails: ${outcome.cause}`
  return [
    heading(`${name}, ${when}: ${result}${basis}`),
    paragraph(outcome.says),
    ...(outcome.error === '' ? [] : [{ type: 'code', language: '', text: outcome.error } as const]),
  ]
}

function assertKnown({ containerd, crio, plugins, config = '' }: PairQuestion): void {
  if ((containerd === undefined) === (crio === undefined))
    throw bad(
      'name one runtime',
      containerd === undefined ? 'neither was given' : 'both were given',
      '--containerd 1.6.2',
    )
  if (containerd !== undefined && containerdRow(containerd) === undefined)
    throw bad(
      `--containerd does not know ${containerd}`,
      'it is not in the table',
      'run explain versions to see the releases',
    )
  if (crio !== undefined && crioRow(crio) === undefined)
    throw bad(`--crio does not know ${crio}`, 'it is not in the table', 'run explain versions to see the releases')
  if (plugins !== undefined && pluginsRow(plugins) === undefined)
    throw bad(
      `--plugins does not know ${plugins}`,
      'it is not in the table',
      'run explain versions to see the releases',
    )
  if (config !== '' && !specVersions.some(({ version }) => version === config))
    throw bad(
      `--config is no CNI version: ${config}`,
      `there are ${specVersions.map(({ version }) => version).join(', ')}`,
      '"" for a configuration without one',
    )
}

const bad = (message: string, reason: string, hint: string): PostmortemError =>
  new PostmortemError('BAD_OPTION', message, { reason, hint })
