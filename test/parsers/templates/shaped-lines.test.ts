import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { readEvents, readFacts } from '../../../parsers/read-events.ts'
import { newContext } from '../../../parsers/record.ts'
import { byteShape } from '../../../parsers/templates/byte-shape.ts'
import { KnownValues } from '../../../parsers/templates/known-values.ts'
import { placesOf } from '../../../parsers/templates/part-places.ts'
import { Parts } from '../../../parsers/templates/parts.ts'
import { createQuickReader } from '../../../parsers/templates/quick-reader.ts'
import { ShapedLines } from '../../../parsers/templates/shaped-lines.ts'
import { ChunkWindow } from '../../../src/intake/chunk-window.ts'
import { createScanner } from '../../../src/intake/sieve/create-scanner.ts'
import { plainShapes } from '../../../src/intake/sieve/plain-shapes.ts'

const hex = (seed: string): string => seed.repeat(64 / seed.length)
const stop = (second: string, id: string): string =>
  `Apr 26 00:43:${second} node-a containerd[701]: time="2022-04-26T00:43:${second}.518165483Z" level=error msg="StopPodSandbox for \\"${id}\\" failed" error="failed to destroy network for sandbox \\"${id}\\": plugin type=\\"bridge\\" failed (delete): invalid version \\"\\": the version is empty"`

/** Shows lines of a source to readers, one after the other. */
class Source {
  private readonly scanner = createScanner(['cni'], 1 << 16)
  readonly window = new ChunkWindow(this.scanner)

  show(line: string, next?: string): ChunkWindow {
    const text = `\n${line}\n${next === undefined ? '' : `${next}\n`}`
    this.scanner.window.write(text, 'latin1')
    this.window.origin = -1
    this.window.limit = text.length
    this.window.moveTo(1, 1, 1 + line.length, false)
    return this.window
  }
}

const LINES = [
  stop('10', hex('a1b2c3d4')),
  `2022-04-26T00:43:24.518165+0200 node-a kubelet[1205]: E0426 00:43:24.518165    1205 pod_workers.go:951] "Error syncing pod, skipping" err="x" pod="default/web-jf6v8x7w2-xxt6b" podUID=960d6036-7b7c-4fad-acce-14546dd4a43a`,
  `E0426 00:43:24.518165    1205 remote_runtime.go:205] "StopPodSandbox failed" a=${hex('0f')} b=${hex('1e')} c=${hex('0f')} d=web-bcdfg-bcdfg`,
  'Apr 26 00:43:24.518165 node-a containerd[701]: time="2022-04-26T00:43:24Z" level=info msg="web-bcdf2456-ac95 and 960d6036-7b7c-4fad-acce-14546dd4a43a"',
]

describe('shapes of lines', () => {
  it('are those of the template: any ASCII line has both or none', () => {
    const edits = fc.array(
      fc.record({
        at: fc.nat(600),
        text: fc.constantFrom(
          '0',
          '9',
          'a',
          'c',
          'f',
          'g',
          'x',
          'z',
          '-',
          ' ',
          ':',
          '.',
          'X',
          '"',
          'é',
          'bcdfg',
          hex('a1'),
        ),
        length: fc.constantFrom(1, 1, 1, 0, 5, 64),
      }),
      { maxLength: 3 },
    )
    fc.assert(
      fc.property(fc.constantFrom(...LINES), edits, (line, made) => {
        const parts = new Parts()
        assert.ok(parts.cut(line))
        const places = placesOf(line, parts)
        assert.ok(places)
        const shape = byteShape(line, places)
        assert.ok(shape)
        let other = line
        for (const { at, text, length } of made) other = other.slice(0, at) + text + other.slice(at + length)
        const bytes = Buffer.from(`${other}é`, 'latin1')
        const shapes = plainShapes(bytes)
        shapes.add(shape)
        const cut = other.length <= 4096 && parts.cut(other) ? placesOf(other, parts) : undefined
        const isAscii = Buffer.byteLength(other) === other.length
        const isOfTemplate = isAscii && cut !== undefined && JSON.stringify(cut) === JSON.stringify(places)
        assert.equal(shapes.find(0, other.length) === 0, isOfTemplate, other)
      }),
      { numRuns: 3000 },
    )
  })

  it('are those of the template where the values are known', () => {
    const line = `E0426 00:43:24.518165    1205 a.go:205] pod="default/web-jf6v8x7w2-xxt6b" x_y {Name:web-jf6v8x7w2-xxt6b,Namespace:default,Attempt:4,}, "coredns-xxt6b_kube-system(${hex('0f')})"`
    const edit = fc.record({
      at: fc.nat(300),
      text: fc.constantFrom('0', 'a', 'b', '-', '_', '/', '"', '(', ',', '.', ' ', 'web', '-xxt6b', 'bcdfg', 'default'),
      length: fc.constantFrom(1, 1, 1, 0, 3, 5, 6, 7),
    })
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 3 }), (edits) => {
        const parts = new Parts()
        assert.ok(parts.cut(line, true))
        const places = placesOf(line, parts)
        assert.ok(places)
        const known = new KnownValues(places)
        known.add(line, places)
        const shape = byteShape(line, places)
        assert.ok(shape)
        let other = line
        for (const { at, text, length } of edits) other = other.slice(0, at) + text + other.slice(at + length)
        const shapes = plainShapes(Buffer.from(`${other} `, 'latin1'))
        shapes.add(shape)
        const isShape = shapes.find(0, other.length) === 0
        const cut = parts.cut(other, true) ? placesOf(other, parts) : undefined
        const isOfTemplate = cut !== undefined && JSON.stringify(cut) === JSON.stringify(places)
        if (isOfTemplate) assert.ok(isShape, other)
        if (isShape && known.has(other, places)) assert.ok(isOfTemplate, other)
      }),
      { numRuns: 3000 },
    )
  })

  it('are not made where bytes cannot tell', () => {
    const parts = new Parts()
    for (const text of ['web-bcdf2456-ac95-48fc-8ea6-zzzz', 'é']) {
      const line = `E0426 00:43:24.518165    1205 a.go:205] ${text}`
      assert.ok(parts.cut(line))
      const places = placesOf(line, parts)
      assert.ok(places)
      assert.equal(byteShape(line, places), undefined)
    }
  })
})

describe('lines of known shapes', () => {
  const ids = ['a1b2c3d4', '0f1e2d3c', '99aa88bb'].map(hex)

  it('are told with the places of their texts', () => {
    const source = new Source()
    const shaped = new ShapedLines()
    const read = createQuickReader(readEvents, readFacts, shaped)
    for (const id of ids.slice(0, 2)) {
      assert.equal(shaped.read(source.show(stop('10', id)), newContext()), undefined)
      read(source.show(stop('10', id)), newContext())
    }
    const line = stop('12', ids[2] ?? '')
    const told = shaped.read(source.show(line), newContext())
    const [event, ...more] = told?.wording.events ?? []
    assert.ok(event)
    assert.deepEqual(more, [])
    assert.equal(event.fixed.cause, 'cni-config-version-missing')
    assert.ok(typeof event.sandboxId === 'object')
    assert.equal(line.slice(event.sandboxId.from, event.sandboxId.to), ids[2])
    assert.equal(event.podName, '')
    assert.equal(told?.stamp?.kind === 'calendar' && told.stamp.dayUs, 2_592_518_165)
    assert.equal(told?.outerStamp?.kind === 'calendar' && told.outerStamp.dayUs, 2_592_000_000)
  })

  it('are told of values of any length, known ones alone', () => {
    const source = new Source()
    const shaped = new ShapedLines()
    const read = createQuickReader(readEvents, readFacts, shaped)
    const line = (name: string, namespace: string, attempt: number, n: number): string =>
      `Apr 26 00:43:10 node-a containerd[701]: time="2022-04-26T00:43:10.518165483Z" level=error msg="RunPodSandbox for &PodSandboxMetadata{Name:${name}-xxt6b,Uid:960d6036-7b7c-4fad-acce-14546dd4a43a,Namespace:${namespace},Attempt:${attempt},} failed, error" error="failed to setup network for sandbox \\"${ids[n]}\\": plugin type=\\"bridge\\" failed (add): x"`
    const told = (...of: Parameters<typeof line>): readonly unknown[] | undefined => {
      const text = line(...of)
      const found = shaped.read(source.show(text), newContext())
      if (found === undefined) read(source.show(text), newContext())
      return found?.wording.events.map(({ podName, podNamespace, attempt }) =>
        [podName, podNamespace, attempt].map((place) =>
          typeof place === 'object' ? text.slice(place.from, place.to) : place,
        ),
      )
    }
    assert.equal(told('web', 'default', 0, 0), undefined)
    assert.equal(told('web', 'default', 0, 1), undefined)
    assert.deepEqual(told('web', 'default', 0, 2), [['web-xxt6b', 'default', '0']])
    assert.equal(told('ledger', 'logging', 12, 2), undefined)
    assert.deepEqual(told('ledger', 'default', 12, 0), [['ledger-xxt6b', 'default', '12']])
    assert.equal(told('basket', 'default', 12, 0), undefined)
    assert.deepEqual(told('basket', 'logging', 12, 1), [['basket-xxt6b', 'logging', '12']])
  })

  const of = (sender: string, id: string): string => stop('10', id).replace('node-a containerd[701]', sender)

  it('are told of another sender at the places of its own lines', () => {
    const source = new Source()
    const shaped = new ShapedLines()
    const read = createQuickReader(readEvents, readFacts, shaped)
    const senders = ['node-a containerd[701]', 'ip-10-0-3-17.ec2.internal containerd[98765]', 'b containerd[7]']
    read(source.show(of(senders[0] ?? '', ids[0] ?? '')), newContext())
    for (const sender of senders) {
      assert.ok(read(source.show(of(sender, ids[1] ?? '')), newContext()))
      const line = of(sender, ids[2] ?? '')
      const told = shaped.read(source.show(line), newContext())
      const [event] = told?.wording.events ?? []
      assert.ok(typeof event?.sandboxId === 'object')
      assert.equal(line.slice(event.sandboxId.from, event.sandboxId.to), ids[2])
      assert.equal(told?.host, sender.split(' ')[0])
      const [time, host, pid] = (event.varying ?? []).map(({ from, to }) => line.slice(from, to))
      assert.equal(`${time} ${host} containerd[${pid}]: `, line.slice(0, `Apr 26 00:43:10 ${sender}: `.length))
    }
  })

  it('are those of all senders of such a length whose heads were read', () => {
    const source = new Source()
    const shaped = new ShapedLines()
    const read = createQuickReader(readEvents, readFacts, shaped)
    const removed = (line: string): string => line.replaceAll('StopPodSandbox', 'RemovePodSandbox')
    for (const change of [(line: string) => line, removed])
      for (const id of ids.slice(0, 2)) read(source.show(change(of('node-a containerd[701]', id))), newContext())
    const other = of('node-b containerd[899]', ids[0] ?? '')
    assert.equal(shaped.read(source.show(other), newContext()), undefined)
    assert.equal(read(source.show(other), newContext())?.record.host, 'node-b')
    for (const line of [other, removed(other)])
      assert.equal(shaped.read(source.show(line), newContext())?.host, 'node-b')
    assert.equal(shaped.read(source.show(removed(stop('10', ids[2] ?? ''))), newContext())?.host, 'node-a')
    for (const sender of [
      'node b containerd[899]',
      'node-b containerd[ 99]',
      'node-c containerd[899]',
      'node-b containerd[7: ]',
    ])
      assert.equal(shaped.read(source.show(of(sender, ids[0] ?? '')), newContext()), undefined, sender)
  })

  it('are read as text where the next line may go on with them, where digits are no time, in another section', () => {
    const source = new Source()
    const shaped = new ShapedLines()
    const read = createQuickReader(readEvents, readFacts, shaped)
    const line = stop('10', ids[0] ?? '')
    for (let n = 0; n < 2; n++) read(source.show(line), newContext())
    const next = ['Apr 26 00:43:24 node-a kernel: x', 'I0426 00:43:24.518120     812 a.go:1] x']
    // Twice: a head that was read once is known by its bytes.
    for (const one of [...next, ...next]) assert.ok(shaped.read(source.show(line, one), newContext()), one)
    for (const one of [
      'loose text',
      'Apr 26 00:43:24 node-a',
      'Apr 26 00:43:24 node-a kernel',
      'Apr 26 00:99:24 node-a kernel: x',
    ])
      assert.equal(shaped.read(source.show(line, one), newContext()), undefined, one)
    assert.equal(shaped.read(source.show(stop('99', ids[0] ?? '')), newContext()), undefined)
    assert.equal(shaped.read(source.show(line), { ...newContext(), section: 'kubelet' }), undefined)
    assert.equal(shaped.read(new Source().show(line), newContext()), undefined)
  })
})
