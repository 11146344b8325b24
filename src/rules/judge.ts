import { askedWords } from '../base/asked-window.ts'
import { sourceSpan } from '../base/source-span.ts'
import type { CaseFile, FactRow, IncidentRow } from '../model/case-file.ts'
import type { CauseDefinition } from '../model/cause.ts'
import { CONFIDENCE, type Evidence, type FixStep, type Term, type Verdict } from '../model/verdict.ts'
import type { Cause } from '../model/vocabulary.ts'
import { affectedVersions } from './affected-versions.ts'
import { choose } from './choose.ts'
import { citeFact } from './cite.ts'
import { durationWords } from './duration-words.ts'
import { type Grounds, gather } from './grounds.ts'
import { brokenConfigBehind } from './load-errors.ts'
import { withNamedFiles } from './named-files.ts'
import { ruledOut } from './ruled-out.ts'
import { besideTerm, besideVerdict, type SeenBeside, seenBeside } from './seen-beside.ts'
import { isStartUp } from './start-up.ts'
import { terms } from './terms/index.ts'
import { timeText } from './time-text.ts'
import { titleOf } from './title.ts'
import { rangesFor, rangeText } from './version-knowledge.ts'
import { readVersions } from './versions.ts'
import { wouldChange } from './would-change.ts'

/**
 * The verdict on a case: the cause of the incident that explains it, as a sum of named terms with their evidence. `catalogue` gives
 * titles, mechanisms and steps. Deterministic: the order of the inputs, names and ids do not matter.
 */
export function judgeWith(file: CaseFile, catalogue: readonly CauseDefinition[]): Verdict {
  const all = file.incidents()
  const chosen = choose(file, all)
  const beside = seenBeside(file, catalogue)
  if (!chosen) return beside && all.length === 0 ? besideVerdict(beside) : nothingFailed(file, all)
  const broken = brokenConfigBehind(file, chosen)
  // A cut error text names nothing: what else the logs name is better than nothing, and said to be no more than that.
  const hint = chosen.cause === 'unknown' ? beside : undefined
  const cause = causeFrom(chosen, broken, hint)
  const definitionOf = (id: Cause): CauseDefinition | undefined => catalogue.find((candidate) => candidate.id === id)
  const grounds = gather(file, definitionOf(chosen.cause), chosen, all, readVersions(file))
  const named: Grounds = { ...grounds, cause, definition: definitionOf(cause) }
  const found = [
    ...findTerms(grounds, named),
    ...(broken ? [loadErrorTerm(broken)] : []),
    ...(hint ? [besideTerm(hint)] : []),
  ]
  return {
    cause,
    causeTitle: named.definition?.title ?? '',
    title: titleOf(named),
    confidence: hint ? besideTerm(hint).weight : confidenceOf(cause, found),
    terms: found,
    evidence: evidenceOf(found.filter((term) => term.weight >= 0)),
    against: evidenceOf(found.filter((term) => term.weight < 0)),
    ruledOut: ruledOut(file, chosen, cause, all),
    mechanism: mechanismOf(named),
    wouldChange: wouldChange(named, found),
    incidentId: chosen.id,
    fix: withNamedFiles(cause, fixOf(named), found),
  }
}

function causeFrom(chosen: IncidentRow, broken: FactRow | undefined, hint: SeenBeside | undefined): Cause {
  return broken ? 'cni-config-invalid' : (hint?.cause ?? chosen.cause)
}

/** How sure it is that nothing failed: not very where the logs say nothing of any sandbox. */
const NOTHING_SEEN = 0.5
const ONLY_BENIGN = 0.9

const LOGS_NEEDED =
  'the logs of containerd or CRI-O and of kubelet from the time of the trouble (journalctl -u kubelet -u containerd -u crio -o short-iso-precise)'

/** The span of time that the logs cover, whatever of it was asked for. */
function reach(file: CaseFile): string {
  const { fromUs, toUs } = sourceSpan(file.sources())
  return fromUs === 0 ? 'no log tells its time' : `the logs reach from ${timeText(fromUs)} to ${timeText(toUs)}`
}

function nothingFailed(file: CaseFile, all: readonly IncidentRow[]): Verdict {
  const seen = [...file.events({ limit: 1 })].length > 0
  const asked = askedWords((key) => file.meta(key), timeText)
  const title = seen ? 'No sandbox operation failed' : 'The logs say nothing of pod sandboxes'
  return {
    cause: null,
    title: asked === '' ? title : `${title} ${asked}`,
    confidence: seen ? (all.length === 0 ? CONFIDENCE.most : ONLY_BENIGN) : NOTHING_SEEN,
    terms: [],
    evidence: [],
    against: [],
    ruledOut: all.map((incident) => ({
      cause: incident.cause,
      why: isStartUp(file, incident)
        ? `the node network was not ready for ${durationWords(incident.recovered_us - incident.first_us)} after a start, as is usual, and no pod was hit`
        : `${incident.failures} ${incident.operation} that hurt no pod`,
    })),
    mechanism: '',
    wouldChange: seen
      ? []
      : [
          asked === ''
            ? LOGS_NEEDED
            : `other bounds for --since and --until: ${reach(file)}, and only what is ${asked} was looked at`,
        ],
    incidentId: 0,
    fix: [],
  }
}

/** The errors are judged by what they say; a configuration file by the cause that is named in the end. */
function findTerms(grounds: Grounds, named: Grounds): Term[] {
  return terms.flatMap((rule) => {
    const term = rule.find(rule.name === 'configuration' ? named : grounds)
    return term ? [{ name: rule.name, ...term }] : []
  })
}

function loadErrorTerm(fact: FactRow): Term {
  return {
    name: 'load-error',
    weight: 0.2,
    says: 'the runtime says why it could not load the CNI configuration',
    evidence: [citeFact(fact, 'the configuration is there, but cannot be loaded')],
  }
}

/** Sum of the terms. `unknown` is no claim: it stays at the least. */
function confidenceOf(cause: Cause, found: readonly Term[]): number {
  if (cause === 'unknown') return CONFIDENCE.least
  const sum = found.reduce((total, term) => total + term.weight, CONFIDENCE.base)
  return Math.round(Math.min(CONFIDENCE.most, Math.max(CONFIDENCE.least, sum)) * 100) / 100
}

/** Each cited line once, in order of the terms, then of time. */
function evidenceOf(found: readonly Term[]): readonly Evidence[] {
  const seen = new Set<string>()
  return found
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .flatMap((term) => term.evidence)
    .filter((evidence) => {
      const key = `${evidence.source}\n${evidence.line}`
      return !seen.has(key) && seen.add(key)
    })
}

/** The cause's own words, with what is known of the versions. */
function mechanismOf(grounds: Grounds): string {
  const notes = rangesFor(grounds.cause, grounds.plugin, grounds.configVersion).map((range) => {
    const page = range.page === '' ? '' : ` (${range.page})`
    return `${range.component} ${rangeText(range)} ${range.says}${page}.`
  })
  return [grounds.definition?.why ?? '', ...notes].filter((text) => text !== '').join(' ')
}

/** What the versions in force ask for, then the steps of the cause that its errors ask for. */
function fixOf(grounds: Grounds): readonly FixStep[] {
  const own = new Set(affectedVersions(grounds).flatMap(({ range }) => (range.step === undefined ? [] : [range.step])))
  const asked = (grounds.definition?.steps ?? []).filter(
    ({ onlyFor }) => onlyFor === undefined || grounds.failures.some(({ message }) => onlyFor.test(message)),
  )
  return [...own, ...asked].map(({ text, commands, check }) => ({ text, commands, check }))
}
