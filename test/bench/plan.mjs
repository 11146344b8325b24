import { parseSize } from './size.mjs'
import { largeCase } from './stages/case.mjs'
import { journal } from './stages/journal.mjs'
import { json } from './stages/json.mjs'
import { linear } from './stages/linear.mjs'
import { page } from './stages/page.mjs'
import { profile } from './stages/profile.mjs'
import { sideBySide } from './stages/side-by-side.mjs'
import { smallFiles } from './stages/small-files.mjs'
import { startup } from './stages/startup.mjs'

const QUICK_COUNT = 20_000
const QUICK_PEERS = ['rg -c', 'split2 + regex', 'analyze', 'extract']
const MILLION = 1_000_000

/** The stages that the options ask for, in order: `[stage, settings that differ]`. `--profile` beside parts profiles those. */
export function plan(options) {
  if (options.quick) return quickPlan()
  if (options.full) return fullPlan(options)
  const parts = ['queries', 'report'].filter((name) => options[name] !== undefined)
  const stages = [
    [options.startup, startup],
    [options.joins > 0, largeCase, failuresCase(options.joins)],
    [parts.length > 0, largeCase, eventsCase(options.events, parts)],
    [options['small-files'], smallFiles],
    [options.journal, journal],
    [options.json, json],
    [options.linear, linear],
    [options.page, page],
  ].flatMap(([wanted, ...stage]) => (wanted ? [stage] : []))
  if (stages.length > 0) return stages
  return [[options.profile ? profile : sideBySide]]
}

/** The programs that the guard needs, on the forms that it needs. */
function quickPlan() {
  return [
    [sideBySide, { forms: ['log'], only: QUICK_PEERS }],
    [startup],
    [json],
    [largeCase, failuresCase(QUICK_COUNT, ['joins', 'queries', 'report'])],
  ]
}

const failuresCase = (count, parts = ['joins']) => ({ unit: 'failures', count, parts })
const eventsCase = (count, parts = ['queries', 'report']) => ({ unit: 'events', count, parts })

/** Goals are stated for 200 MB and 2 GB; packed forms are measured at the smaller, where packing takes no longer than the rest. */
function fullPlan({ size }) {
  const sizes = size === undefined ? ['200M', '2G'] : [size]
  return [
    ...sizes.map((text, i) => [
      sideBySide,
      { bytes: parseSize(text), forms: i === 0 ? ['log', 'gz', 'zst', 'tar.gz'] : ['log'] },
    ]),
    [startup],
    [largeCase, failuresCase(MILLION)],
    [largeCase, failuresCase(5 * MILLION)],
    [largeCase, eventsCase(MILLION)],
    [smallFiles],
    [journal],
    [json],
    [linear],
  ]
}
