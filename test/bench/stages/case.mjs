import { section } from '../section.mjs'
import { bigCase, runStep, STAGE_COLUMNS } from './big-case.mjs'

/** Asked of a million failures or events; memory of any number. */
const LIMITS = { joins: 20, joinsRss: 350, bytesPerEvent: 250, query: 1, 'report md': 3, 'report html': 6 }
const isMillion = (count) => count > 900_000 && count < 1_250_000

/**
 * What follows the reading, on a case of about `context.count` of `context.unit` (failures or events). `context.parts`: which of `joins` (with the
 * verdict), `queries`, `report` (with the cursors).
 */
export async function largeCase(context) {
  const made = await bigCase(context, context.count, context.unit)
  const result = { sections: [], goals: [], guard: {} }
  for (const part of context.parts) await PARTS[part](context, made, result)
  made.remove()
  return result
}

const PARTS = { joins, queries, report }

async function joins(context, made, result) {
  const { events, failures } = made.counts
  const verdict = await runStep(context, 'verdict', made.path)
  const rows = [...made.rows, ...verdict].map((row, i) => ({
    ...row,
    perMillion: (row.cpu * 1e6) / (i === 0 ? events : failures),
  }))
  const [, ...after] = rows
  add(context, result, `joins-${context.count}`, `Joins, incidents and verdict, ${failures} failures`, rows, made)
  const what = `joins, incidents and verdict on ${failures} failures`
  const peak = Math.max(...after.map(({ rss }) => rss))
  const sum = (key) => after.reduce((total, row) => total + row[key], 0)
  if (isMillion(failures))
    result.goals.push({ what, value: sum('wall'), byCpu: sum('cpu'), limit: LIMITS.joins, unit: 's' })
  result.goals.push({ what: `${what}: peak memory`, value: peak, limit: LIMITS.joinsRss, digits: 0, unit: 'MB' })
  result.goals.push({
    what: `size of the case in a flood, ${events} events`,
    value: made.perEvent,
    limit: LIMITS.bytesPerEvent,
    digits: 0,
    unit: 'bytes an event',
  })
  for (const row of after) guard(result, made, row.name, row.cpu)
}

async function queries(context, made, result) {
  const rows = (await runStep(context, 'queries', made.path)).sort((a, b) => b.cpu - a.cpu)
  add(context, result, 'queries', 'Canned queries with their defaults, slowest first', millions(rows, made), made)
  for (const [i, row] of rows.entries())
    if (i === 0 || row.wall > LIMITS.query) goal(result, made, `query ${row.name}`, row, LIMITS.query)
  guard(
    result,
    made,
    'all canned queries',
    rows.reduce((sum, row) => sum + row.cpu, 0),
  )
}

async function report(context, made, result) {
  const rows = []
  for (const step of ['md', 'html', 'cursors']) rows.push(...(await runStep(context, step, made.path)))
  add(context, result, 'report', 'Reports (with the verdict) and cursors', millions(rows, made), made)
  for (const row of rows.filter(({ name }) => Object.hasOwn(LIMITS, name))) {
    goal(result, made, row.name, row, LIMITS[row.name])
    guard(result, made, row.name, row.cpu)
  }
}

const millions = (rows, { counts }) => rows.map((row) => ({ ...row, perMillion: (row.cpu * 1e6) / counts.events }))

function add(context, result, id, title, rows, made) {
  const note = `${made.text} One run each; memory is counted for each stage by itself.`
  result.sections.push(section(id, title, note, STAGE_COLUMNS, rows))
  context.show(result.sections.at(-1))
}

function goal(result, { counts }, what, { wall, cpu }, limit) {
  if (isMillion(counts.events))
    result.goals.push({ what: `${what}, a million events`, value: wall, byCpu: cpu, limit, unit: 's' })
}

function guard(result, { yardstick }, name, cpu) {
  if (yardstick > 0) result.guard[`${name}: CPU / split2 + regex`] = cpu / yardstick
}
