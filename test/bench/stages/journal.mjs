import { closeSync, openSync, readSync, rmSync } from 'node:fs'
import { lacking, makeInput } from '../data/forms.mjs'
import { extract } from '../peers/ours.mjs'
import { runRounds } from '../rounds.mjs'
import { section } from '../section.mjs'
import { commandOf } from './side-by-side.mjs'

/** Place of `n_entries` in the header of a journal file (systemd, journal-def.h). */
const ENTRIES_AT = 152

/** Entries a second out of a binary journal file. */
export async function journal(context) {
  const reason = lacking('journal')
  if (reason !== undefined) {
    context.skip('binary journal', reason)
    return { sections: [], goals: [], guard: {} }
  }
  const path = await makeInput('journal', 'incident', context.bytes, context.folder)
  const entries = entryCount(path)
  const [row] = await runRounds([commandOf(extract, path, context)], context)
  if (!context.keep) rmSync(path)
  const table = section(
    'journal',
    `Binary journal, ${entries} entries, 10 % relevant`,
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
