import {
  closeSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { pack } from 'tar-stream'
import { has, run } from '../programs.mjs'
import { sizeText } from '../size.mjs'
import { generate } from './generate.mjs'
import { journalExport, jsonArray, ndjson } from './journal-entries.mjs'
import { LogStream } from './log-stream.mjs'

const NODES = 40
const SMALL_FILES = 5000
const JOURNAL_REMOTE = ['/lib/systemd/systemd-journal-remote', '/usr/lib/systemd/systemd-journal-remote']

/** How each form of the same log is written to `path`; `needs`: the program without which it cannot be made. */
const FORMS = {
  log: { make: (mix, bytes, path) => writeLog(mix, bytes, path) },
  gz: {
    make: (mix, bytes, path) =>
      pipeline(
        Readable.from(new LogStream(mix, bytes).copies(bytes)),
        createGzip({ level: 6 }),
        createWriteStream(path),
      ),
  },
  zst: {
    needs: 'zstd',
    async make(mix, bytes, path) {
      writeLog(mix, bytes, `${path}.log`)
      run('zstd', ['-q', '-3', '-f', `${path}.log`, '-o', path])
      rmSync(`${path}.log`)
    },
  },
  ndjson: { make: (mix, bytes, path) => writePieces(ndjson(mix, bytes), path) },
  json: { make: (mix, bytes, path) => writePieces(jsonArray(mix, bytes), path) },
  'lines.json': { make: (mix, bytes, path) => writePieces(jsonArray(mix, bytes, undefined, ',\n'), path) },
  journal: {
    needs: JOURNAL_REMOTE.find((path) => existsSync(path)) ?? 'systemd-journal-remote',
    // A folder: what is full is put beside the file that is written.
    make(mix, bytes, path) {
      const text = `${path}.export`
      mkdirSync(path)
      writePieces(journalExport(mix, bytes), text)
      run(FORMS.journal.needs, ['-o', join(path, 'system.journal'), text])
      rmSync(text)
    },
  },
  'tar.gz': { make: writeBundle },
  files: { make: writeSmallFiles },
}

/** Why a form cannot be made here; undefined if it can. */
export function lacking(form) {
  const { needs } = FORMS[form]
  return needs === undefined || has(needs) ? undefined : `${needs} is not installed`
}

/**
 * Path of the log of `bytes` in a form, made in `folder` if it is not there yet. `bytes` counts what the reader sees: decompressed, for `json` and
 * `ndjson` as JSON, for `journal` as export text.
 */
export async function makeInput(form, mix, bytes, folder) {
  const path = join(folder, `${mix}-${sizeText(bytes)}.${form}`)
  if (existsSync(path)) return path
  const part = join(folder, `part-${mix}.${form}`)
  rmSync(part, { recursive: true, force: true })
  await FORMS[form].make(mix, bytes, part)
  renameSync(part, path)
  return path
}

function writeLog(mix, bytes, path, options) {
  const fd = openSync(path, 'w')
  generate(mix, bytes, fd, options)
  closeSync(fd)
}

function writePieces(pieces, path) {
  const fd = openSync(path, 'w')
  for (const piece of pieces) writeSync(fd, piece, null, 'latin1')
  closeSync(fd)
}

/** One journal for each of forty nodes in one archive. */
async function writeBundle(mix, bytes, path) {
  const archive = pack()
  const written = pipeline(archive, createGzip({ level: 6 }), createWriteStream(path))
  for (let n = 1; n <= NODES; n++) {
    const node = `node-${String(n).padStart(2, '0')}`
    const share = Math.ceil(bytes / NODES)
    const log = Buffer.concat([...new LogStream(mix, share, { seed: n, node }).copies(share)])
    const entry = archive.entry({ name: `bundle/${node}/journal.log`, size: log.length, mtime: new Date(0) })
    entry.end(log)
    await new Promise((resolve) => setImmediate(resolve))
  }
  archive.finalize()
  await written
}

/** The log cut at line ends into 5,000 files. */
function writeSmallFiles(mix, bytes, path) {
  let text = Buffer.alloc(0)
  let taken = 0
  let n = 0
  const take = (end) => {
    const folder = join(path, `part-${String(Math.floor(n / 100)).padStart(2, '0')}`)
    if (n % 100 === 0) mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `kubelet-${String(n).padStart(4, '0')}.log`), text.subarray(0, end))
    text = text.subarray(end)
    taken += end
    n++
  }
  for (const chunk of new LogStream(mix, bytes).chunks(bytes)) {
    text = Buffer.concat([text, chunk])
    for (;;) {
      const share = Math.max(1, Math.round(((n + 1) * bytes) / SMALL_FILES) - taken)
      if (n === SMALL_FILES - 1 || text.length < share) break
      take(text.indexOf(10, share - 1) + 1)
    }
  }
  take(text.length)
}
