import { rmSync } from 'node:fs'
import { lacking, makeInput } from '../data/forms.mjs'
import { peersFor } from '../peers/index.mjs'
import { bothRatios, ratio, runRounds } from '../rounds.mjs'
import { section } from '../section.mjs'
import { sizeText } from '../size.mjs'

/** Goals of the whole way by mix: times `rg -c`, times faster than lnav, MB. */
const GOALS = {
  healthy: { ripgrep: 4, lnav: 10, rss: 200 },
  incident: { ripgrep: 9, lnav: 3.5, rss: 260 },
  flood: { ripgrep: 24, lnav: 1.6, rss: 400 },
}
const COMPRESSED = ['gz', 'zst', 'tar.gz']
const SHARE = { healthy: '1 %', incident: '10 %', flood: '60 %' }

/** The same file read by us and by what people would use instead, in the forms `context.forms` of each of `context.mixes`. */
export async function sideBySide(context) {
  const result = { sections: [], goals: [], guard: {} }
  for (const mix of context.mixes) for (const form of context.forms) await compare(mix, form, context, result)
  return result
}

async function compare(mix, form, context, { sections, goals, guard }) {
  const { bytes, rounds, folder } = context
  const reason = lacking(form)
  if (reason !== undefined) return context.skip(`${mix} as ${form}`, reason)
  const peers = peersFor(form, context)
  const path = await makeInput(form, mix, bytes, folder)
  const rows = await runRounds(
    peers.map((peer) => commandOf(peer, path, context)),
    context,
  )
  if (!context.keep) rmSync(path, { recursive: true })
  const find = (name) => rows.find((row) => row.name === name)
  const [first, ours] = [rows[0], find('analyze')]
  sections.push(
    section(
      `${mix}-${form}-${sizeText(bytes)}`,
      `${SHARE[mix]} relevant, ${sizeText(bytes)} ${form}`,
      `Median of ${rounds} rounds; ratios within each round.`,
      [
        { key: 'wall', title: 'wall s' },
        { key: 'speed', title: 'MB/s', digits: 0 },
        { key: 'cpu', title: 'CPU s' },
        { key: 'rss', title: 'RSS MB', digits: 0 },
        { key: 'wallRatio', title: `wall / ${first.name}` },
        { key: 'cpuRatio', title: `CPU / ${first.name}` },
        { key: 'ofAnalyze', title: 'wall / analyze' },
      ],
      rows.map((row) => ({
        ...row,
        speed: bytes / 1e6 / row.wall,
        wallRatio: ratio(row, first, 'wall'),
        cpuRatio: ratio(row, first, 'cpu'),
        ofAnalyze: ratio(row, ours, 'wall'),
      })),
    ),
  )
  context.show(sections.at(-1))
  if (ours === undefined) return
  goals.push(...goalsOf(mix, `${sizeText(bytes)} ${form}`, ours, first, find))
  const yardstick = find('split2 + regex')
  for (const name of ['analyze', 'extract']) {
    const row = find(name)
    if (yardstick === undefined || row === undefined) continue
    guard[`${mix} ${name}: CPU / split2 + regex`] = ratio(row, yardstick, 'cpu')
    guard[`${mix} ${name}: RSS / split2 + regex`] = ratio(row, yardstick, 'rss')
  }
}

/** A peer's command for `runRounds`. */
export function commandOf(peer, path, context) {
  const { name, ok, env } = peer
  const given = { ...context, path }
  return { name, command: peer.command(given), ...(ok && { ok }), ...(env && { env: env(given) }) }
}

function goalsOf(mix, input, ours, first, find) {
  const where = `${SHARE[mix]} relevant, ${input}`
  if (COMPRESSED.some((form) => input.endsWith(` ${form}`))) {
    // Asked of the mixes that people meet; the flood has more to write than to unpack.
    if (mix === 'flood' || first === ours) return []
    return [{ what: `${where}: wall of analyze / ${first.name}`, ...bothRatios(ours, first), limit: 1, unit: '' }]
  }
  const { ripgrep, lnav, rss } = GOALS[mix]
  const goals = [{ what: `${where}: peak memory of analyze`, value: ours.rss, limit: rss, digits: 0, unit: 'MB' }]
  if (find('rg -c'))
    goals.push({
      what: `${where}: wall of analyze / rg -c`,
      ...bothRatios(ours, find('rg -c')),
      limit: ripgrep,
      unit: '',
    })
  const slow = find('lnav, failures per sandbox')
  if (slow)
    goals.push({
      what: `${where}: wall of lnav / analyze`,
      ...bothRatios(slow, ours),
      limit: lnav,
      atLeast: true,
      unit: '',
    })
  return goals
}
