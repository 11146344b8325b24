import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import type { PlanSizes } from '../../src/ingest/plan.ts'
import { type IngestOptions, ingestWith } from '../../src/ingest/run.ts'
import { fakeParsers } from './fake-parsers.ts'
import { RecordingSink } from './recording-sink.ts'

const folder = mkdtempSync(join(tmpdir(), 'ingest-'))
after(() => rmSync(folder, { recursive: true }))
let cases = 0

/** Writes files into a fresh folder and returns it. */
function files(contents: Readonly<Record<string, string | Buffer>>): string {
  const root = join(folder, `case-${cases++}`)
  for (const [name, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), content)
  }
  return root
}

async function read(
  paths: readonly string[],
  options: Partial<IngestOptions> = {},
  sizes?: PlanSizes,
): Promise<RecordingSink> {
  const sink = new RecordingSink()
  await ingestWith(fakeParsers, { paths, ...options }, sink, sizes && { ...sizes, workerEntry: undefined })
  return sink
}

async function* streamOf(...chunks: (string | Buffer)[]): AsyncIterable<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk)
}

const stop = (time: string, id: string, inner = ''): string =>
  `Apr 26 ${time} node-7 containerd: ${inner === '' ? '' : `time="2022-04-26T${inner}Z" `}StopPodSandbox ${id} failed`
const iso = (us: number): string => new Date(us / 1000).toISOString()

describe('ingest', () => {
  it('reads plain and gz files below a folder in bytewise order, with places', async () => {
    const root = files({
      'b/kubelet.log': `noise\n${stop('00:00:01', 'aa', '00:00:01')}\n`,
      'a/kubelet.log.1.gz': gzipSync(`${stop('00:00:02', 'bb', '00:00:02')}\n and more\nnoise`),
      'a.log': stop('00:00:03', 'cc', '00:00:03'),
    })
    const sink = await read([root])
    assert.deepEqual(
      sink.begun.map(({ path }) => path.slice(root.length)),
      ['/a.log', '/a/kubelet.log.1.gz', '/b/kubelet.log'],
    )
    assert.deepEqual(
      sink.events.map((event) => [
        event.source,
        event.sandboxId,
        event.line,
        event.lineEnd,
        event.byteOffset,
        event.ord,
        iso(event.timeUs),
      ]),
      [
        [0, 'cc', 1, 1, 0, 0, '2022-04-26T00:00:03.000Z'],
        [1, 'bb', 1, 2, 0, 0, '2022-04-26T00:00:02.000Z'],
        [2, 'aa', 2, 2, 6, 0, '2022-04-26T00:00:01.000Z'],
      ],
    )
    assert.equal(sink.events[1]?.raw, `${stop('00:00:02', 'bb', '00:00:02')}\n and more`)
    assert.deepEqual(
      sink.done.map(({ node, lines, bytes, problem, transport }) => [node, lines, bytes, problem, transport]),
      [
        ['node-7', 1, 87, '', 'fake'],
        ['node-7', 3, 103, '', 'fake'],
        ['node-7', 2, 94, '', 'fake'],
      ],
    )
  })

  it('counts several events of one record by ord', async () => {
    const root = files({ 'a.log': `${stop('00:00:01', 'aa')} StopPodSandbox bb\n` })
    const sink = await read([root])
    assert.deepEqual(
      sink.events.map(({ sandboxId, ord }) => [sandboxId, ord]),
      [
        ['aa', 0],
        ['bb', 1],
      ],
    )
  })

  it('a record with several candidate lines is read once', async () => {
    const root = files({
      'a.log': `${stop('00:00:01', 'aa')}\n StopPodSandbox\n PodSandbox\n${stop('00:00:02', 'bb')}`,
    })
    const sink = await read([root])
    assert.deepEqual(
      sink.events.map(({ sandboxId, line, lineEnd }) => [sandboxId, line, lineEnd]),
      [
        ['aa', 1, 3],
        ['bb', 4, 4],
      ],
    )
    assert.equal(sink.done[0]?.candidates, 2)
  })

  it('reads standard input in pieces', async () => {
    const text = `${stop('00:00:01', 'aa', '00:00:01')}\r\n${stop('00:00:02', 'bb', '00:00:02')}\r\n`
    const sink = await read(['-'], { stdin: streamOf(text.slice(0, 5), text.slice(5, 90), text.slice(90)) })
    assert.deepEqual(
      sink.events.map(({ sandboxId, line, raw }) => [sandboxId, line, raw.endsWith('failed')]),
      [
        ['aa', 1, true],
        ['bb', 2, true],
      ],
    )
  })

  it('an empty standard input is no error', async () => {
    const sink = await read(['-'], { stdin: streamOf() })
    assert.deepEqual(
      sink.done.map(({ path, problem }) => [path, problem]),
      [['-', 'empty']],
    )
  })

  it('keeps what came of a truncated gzip and names the loss', async () => {
    const lines = Array.from({ length: 4000 }, (_, i) => `${stop('00:00:01', `id${(i * 7919) % 4001}`)}\n`).join('')
    const gz = gzipSync(lines)
    const root = files({ 'a.log.gz': gz.subarray(0, gz.length / 2) })
    const sink = await read([root])
    assert.ok(sink.events.length > 500)
    assert.equal(sink.done[0]?.problem, 'the gzip stream ends early')
  })

  it('names binary, empty and unreadable files; a folder with nothing else has no logs', async () => {
    const root = files({ 'a.bin': Buffer.from(Array.from({ length: 900 }, (_, i) => i % 256)), 'b.log': '' })
    await assert.rejects(read([root]), {
      code: 'NO_LOGS',
      reason: 'nothing could be read: 1 × a binary file: not read; 1 × empty',
    })
    await assert.rejects(read([files({ 'x/y': '' }).concat('/nowhere')]), { code: 'PATH_NOT_FOUND' })
    mkdirSync(join(folder, 'nothing'))
    await assert.rejects(read([join(folder, 'nothing')]), { code: 'NO_LOGS', reason: 'there is no file to read' })
    writeFileSync(join(root, 'c.log'), `\0\0\0\0${stop('00:00:01', 'aa')}\n${stop('00:00:02', 'bb')}\n`)
    const sink = await read([root])
    assert.deepEqual(
      sink.done.map(({ problem, counts }) => [problem, counts['NUL bytes']]),
      [
        ['a binary file: not read', undefined],
        ['empty', undefined],
        ['', 4],
      ],
    )
    assert.deepEqual(
      sink.events.map(({ sandboxId }) => sandboxId),
      ['bb'],
    )
  })

  it('decodes UTF-16, marks invalid UTF-8, reads on after a line of 3 MB', async () => {
    const root = files({
      'a.log': Buffer.from(`\ufeff${stop('00:00:01', 'aa')}\r\n${stop('00:00:02', 'bb')}\r\n`, 'utf16le'),
      'b.log': Buffer.concat([Buffer.from(stop('00:00:03', 'cc')), Buffer.from([0x20, 0xff, 0x0a])]),
      'c.log': `${'x'.repeat(3_000_000)}\n${stop('00:00:04', 'dd')}\n`,
    })
    const sink = await read([root])
    assert.deepEqual(
      sink.events.map(({ sandboxId, line }) => [sandboxId, line]),
      [
        ['aa', 1],
        ['bb', 2],
        ['cc', 1],
        ['dd', 2],
      ],
    )
    assert.equal(sink.done[0]?.counts['decoded from UTF-16'], 1)
    assert.equal(sink.done[1]?.counts['records with invalid UTF-8'], 1)
    assert.equal(sink.done[2]?.counts['lines cut for their length (--limit line-bytes=N moves this limit)'], 1)
  })

  it('hands evidence files on last, with the node of the logs beside them', async () => {
    const root = files({
      'n/etc/cni/net.d/10.conflist': '{}',
      'n/var/log/kubelet.log': stop('00:00:01', 'aa'),
      'worker-2/etc/cni/net.d/10.conflist': '{}',
    })
    const sink = await read([root])
    assert.deepEqual(
      sink.configs.map(({ node, path, text }) => [node, path.slice(root.length), text]),
      [
        ['node-7', '/n/etc/cni/net.d/10.conflist', '{}'],
        ['worker-2', '/worker-2/etc/cni/net.d/10.conflist', '{}'],
      ],
    )
    assert.deepEqual(
      sink.facts.map(({ source, node, value }) => [source, node, value]),
      [
        [1, 'node-7', 'seen'],
        [2, 'worker-2', 'seen'],
      ],
    )
    assert.equal(sink.begun.length, 3)
  })

  it('facts carry their place', async () => {
    const sink = await read([
      files({
        'a.log': `\nApr 26 00:00:01 node-7 containerd: time="2022-04-26T00:00:01Z" starting containerd 1.6.2\n`,
      }),
    ])
    assert.deepEqual(
      sink.facts.map(({ kind, value, line, byteOffset, node, timeUs }) => [
        kind,
        value,
        line,
        byteOffset,
        node,
        iso(timeUs),
      ]),
      [['version', '1.6.2', 2, 1, 'node-7', '2022-04-26T00:00:01.000Z']],
    )
  })

  it('leaves out events before and after a time, and keeps those without one', async () => {
    const at = (second: number): number => Date.UTC(2022, 3, 26, 0, 0, second) * 1000
    const text = [1, 2, 3].map((i) => `${stop(`00:00:0${i}`, `s${i}`, `00:00:0${i}`)}\n`).join('')
    const sink = await read(['-'], { stdin: streamOf(text), sinceUs: at(2), untilUs: at(2) })
    assert.deepEqual(
      sink.events.map(({ sandboxId }) => sandboxId),
      ['s2'],
    )
    const timeless = await read(['-'], { stdin: streamOf(stop('00:00:01', 'aa')), sinceUs: at(2) })
    assert.deepEqual(
      timeless.events.map(({ timeUs }) => timeUs),
      [0],
    )
  })

  it('reports progress and stops when aborted', async () => {
    const root = files({ 'a.log': `${stop('00:00:01', 'aa')}\n`, 'b.log.gz': gzipSync(stop('00:00:01', 'bb')) })
    const seen: string[] = []
    await read([root], { onProgress: ({ bytes, totalBytes, events }) => seen.push(`${bytes}/${totalBytes} ${events}`) })
    assert.equal(seen.at(-1)?.replace(/^(\d+)\/\1 /, 'all '), 'all 2')
    await assert.rejects(read([root], { signal: AbortSignal.abort(new Error('enough')) }), /enough/)
  })

  it('the node of bare lines comes from a header, the path, or the option', async () => {
    const root = files({
      'worker-1/kubelet.log': '0426 00:00:01 StopPodSandbox aa failed\n',
      'logs/kubelet.log': 'NODE node-9\n0426 00:00:01 StopPodSandbox bb failed\n',
      'logs/zz.log': '0426 00:00:01 StopPodSandbox cc failed\n',
    })
    const sink = await read([root], { node: 'given' })
    assert.deepEqual(
      sink.events.map(({ sandboxId, node }) => [sandboxId, node]),
      [
        ['bb', 'node-9'],
        ['cc', 'given'],
        ['aa', 'worker-1'],
      ],
    )
  })

  it('stamps without a year: flag, same source, same node, name, file time', async () => {
    const bare = '0426 00:00:01 StopPodSandbox aa failed\n'
    const root = files({
      'worker-1/a.log': bare,
      'worker-1/b.log': `${stop('00:00:01', 'bb', '00:00:01')}\n${bare}`,
      'worker-2/c-20210427.log': bare,
      'worker-3/d.log': bare,
    })
    utimesSync(join(root, 'worker-3/d.log'), new Date('2020-01-05T00:00:00Z'), new Date('2020-01-05T00:00:00Z'))
    const years = (sink: RecordingSink): readonly string[] =>
      sink.done.map(({ year, yearFrom }) => `${year} ${yearFrom}`)
    // worker-1's logs name host node-7: a.log is not of it by path, and takes its own way
    assert.deepEqual(years(await read([root])).slice(1), ['2022 same source', '2021 file name', '2019 file time'])
    assert.deepEqual(years(await read([root], { year: 2018 })), ['2018 flag', '2018 flag', '2018 flag', '2018 flag'])
    const near = files({ 'a.log': bare, 'b.log': `${stop('00:00:01', 'bb', '00:00:01')}\n` })
    assert.deepEqual(years(await read([near])), ['2022 same node', '0 '])
  })

  it('the node’s zone is proven by three records with two stamps', async () => {
    const lines = [1, 2, 3].map((i) => stop(`02:00:0${i}`, `s${i}`, `00:00:0${i}`))
    const bare = 'Apr 26 02:00:09 node-7 kubelet: StopPodSandbox bare failed'
    const sink = await read([files({ 'a.log': `${bare}\n${lines.join('\n')}\n${bare}\n` })])
    assert.deepEqual(
      sink.events.filter(({ sandboxId }) => sandboxId === 'bare').map(({ timeUs }) => iso(timeUs)),
      ['2022-04-26T00:00:09.000Z', '2022-04-26T00:00:09.000Z'],
    )
    const said = await read([files({ 'a.log': `${lines.join('\n')}\n${bare}\n` })], { timezone: 'America/New_York' })
    assert.equal(iso(said.events.at(-1)?.timeUs ?? 0), '2022-04-26T06:00:09.000Z')
  })

  it('a bad zone is refused', async () => {
    await assert.rejects(read(['-'], { stdin: streamOf('x'), timezone: 'Mars/Olympus' }), { code: 'BAD_OPTION' })
  })

  it('the same with and without the sieve, in segments of any size', async () => {
    const line = fc.constantFrom(
      'noise',
      stop('00:00:01', 'aa'),
      stop('00:00:02', 'bb', '00:00:02'),
      ' goes on',
      ' StopPodSandbox within',
      'NODE other-1',
      '0426 00:00:05 StopPodSandbox dd failed',
      'Dec 31 23:59:59 node-7 kubelet: StopPodSandbox ee failed',
      'x'.repeat(500),
      '',
    )
    const bare = (sink: RecordingSink): unknown => [
      sink.events,
      sink.facts,
      sink.done.map(({ lines, bytes }) => [lines, bytes]),
    ]
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 60 }), fc.constantFrom(100, 777, 5000), async (lines, segment) => {
        const root = files({ 'node-1/a.log': `NODE first\n${lines.join('\n')}` })
        const whole = await read([root])
        assert.deepEqual(bare(await read([root], { sieve: false })), bare(whole))
        const parts = await read([root], {}, { large: 1, segment })
        const places = (sink: RecordingSink): unknown => sink.events.map(({ timeUs, lastUs, ...event }) => event)
        assert.deepEqual(places(parts), places(whole))
        assert.deepEqual(
          parts.done.map(({ firstUs, lastUs, year, yearFrom, ...rest }) => rest),
          whole.done.map(({ firstUs, lastUs, year, yearFrom, ...rest }) => rest),
        )
      }),
      { numRuns: 60 },
    )
  })
})
