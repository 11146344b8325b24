import { closeSync, openSync, readdirSync, readSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { lacking, makeInput } from '../data/forms.mjs'
import { extract } from '../peers/ours.mjs'
import { runRounds } from '../rounds.mjs'
import { section } from '../section.mjs'
import { commandOf } from './side-by-side.mjs'

/** Place of `n_entries` in the header of a journal file (systemd, journal-def.h). */
const ENTRIES_AT = 152

/** Entries a second out of the files of a binary journal. */
export async function journal(context) {
  const reason = lacking('journal')
  if (reason !== undefined) {
    context.skip('binary journal', reason)
    return { sections: [], goals: [], guard: {} }
  }
  const path = await makeInput('journal', 'incident', context.bytes, context.folder)
  const files = readdirSync(path).map((name) => join(path, name))
  const entries = files.reduce((sum, file) => sum + entryCount(file), 0)
  const [row] = await runRounds([commandOf(extract, path, context)], context)
  if (!context.keep) rmSync(path, { recursive: true })
  const table = section(
    'journal',
    `Binary journal, ${entries} entries in ${files.length} files, 10 % relevant`,
    `Median of ${context.rounds} rounds, start-up included.`,
    [
      { key: 'wall', title: 'wall s' },
      { key: 'perSecond', title: 'entries/s', digits: 0 },
      { key: 'cpu', title: 'CPU s' },
      { key: 'perCpu', title: 'entries/CPU s', digits: 0 },
      { key: 'rss', title: 'RSS MB', digits: 0 },
    ],
    [{ ...row, perSecond: entries / row.wall, perCpu: entries / row.cpu }],
  )
  context.show(table)
  const goal = {
    what: 'binary journal: extract',
    value: entries / row.wall,
    byCpu: entries / row.cpu,
    limit: 150_000,
    atLeast: true,
    digits: 0,
    unit: 'entries/s',
  }
  return { sections: [table], goals: [goal], guard: {} }
}

function entryCount(path) {
  const field = Buffer.alloc(8)
  const fd = openSync(path, 'r')
  readSync(fd, field, 0, 8, ENTRIES_AT)
  closeSync(fd)
  return Number(field.readBigUInt64LE())
}
