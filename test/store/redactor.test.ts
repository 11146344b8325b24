import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { namePlaces } from '../../src/store/redaction/find-names.ts'
import { type Redactor, redactor } from '../../src/store/redaction/redactor.ts'
import { shapes } from '../../src/store/redaction/shapes.ts'

const WORDINGS = new Set(['failed', 'network', 'for', 'pod', 'error', 'stop'])
const NAMES = [
  'worker-1',
  'worker-12',
  'checkout-7d8f9c5b6d-x2x4p',
  'payments',
  'network',
  'n1',
  'shop',
  'acme-failed-jobs',
]
const make = (names: readonly string[] = NAMES, key = 'k'): Redactor =>
  redactor(key, names, (word) => WORDINGS.has(word))
const ID = '5f0b18247af0d428a760949a09544d2bb4432c8b04895fb9e930dc68ad887cca'
const UID = '6fea9fdb-7eb5-4f87-a30d-4e30be82ae4c'

describe('redactor', () => {
  const { text, name, id } = make()

  it('replaces a name the same way wherever it stands, at the length it has', () => {
    const node = name('worker-1')
    assert.match(node, /^[a-z]{6}-1$/)
    assert.notEqual(node, 'worker-1')
    const places = [
      '@',
      '"@"',
      'a/@/b',
      '@.log',
      '(@)',
      'kube-apiserver-@',
      '\\n@',
      '@_x',
      'x_@',
      '\\u003c@\\u003e',
      '%2F@',
    ]
    for (const place of places) assert.equal(text(place.replace('@', 'worker-1')), place.replace('@', node), place)
    assert.doesNotMatch(make(['node-1']).text('node "node-1"'), /node-1/)
    assert.equal(name('worker-12').slice(0, 6), node.slice(0, 6))
  })

  it('keeps wordings, versions, files and names that everybody has', () => {
    for (const kept of [
      'StopPodSandbox for network failed: error stop',
      'containerd 1.6.4 kubelet v1.23.6 go1.17.9 revision=212e8b6fa2f44b9c21b2798135fc6fb7c53efc16',
      'kube-system/coredns kube-proxy default registry.k8s.io/pause:3.6 docker.io/library/busybox',
      '/etc/cni/net.d/10-containerd-net.conflist run.go:123 io.containerd.grpc.v1.cri',
      'May 04 00:41:39 2022-05-04T00:41:39.504952664Z 127.0.0.1 0.0.0.0 255.255.255.0 ::1 cniVersion 0.4.0',
    ])
      assert.equal(text(kept), kept)
  })

  it('replaces ids, whole, shortened, in cgroups and names of network namespaces', () => {
    assert.match(id(ID), /^[0-9a-f]{64}$/)
    assert.equal(text(`sandbox "${ID.slice(0, 13)}" of ${ID}`), `sandbox "${id(ID).slice(0, 13)}" of ${id(ID)}`)
    assert.equal(text(`cri-containerd-${ID}.scope`), `cri-containerd-${id(ID)}.scope`)
    assert.equal(text(`/run/netns/cni-${UID}`), `/run/netns/cni-${id(UID)}`)
    assert.equal(text(`pod${UID.replaceAll('-', '_')}.slice`), `pod${id(UID).replaceAll('-', '_')}.slice`)
  })

  it('replaces addresses: hosts of one network stay in one', () => {
    const made = text('10.88.1.5 10.88.1.77 10.88.1.0/24 10.20.30.40:6443').match(/\d+\.\d+\.\d+\.\d+/g) ?? []
    assert.equal(made.length, 4)
    assert.ok(made.every((one) => !one.startsWith('10.88.1') && one !== '10.20.30.40'))
    assert.equal(made[0]?.split('.').slice(0, 3).join(), made[1]?.split('.').slice(0, 3).join())
    assert.match(made[2] ?? '', /\.0$/)
    assert.doesNotMatch(text('[2001:db8:1::5]:443 fe80::1ff:fe23:4567:890a 0a:58:0a:58:01:05'), /db8|4567|0a:58/)
    assert.doesNotMatch(text('::ffff:10.20.30.40'), /10\.20/)
  })

  it('replaces hosts and registries, and the address in the name of a host', () => {
    assert.doesNotMatch(
      text('Get "https://api.prod.acme.com:6443/x": dial tcp: lookup api-int on 10.0.0.2:53'),
      /acme|api-int/,
    )
    assert.doesNotMatch(text('image "harbor:5000/team/app:1.2" registry.acme.corp/app@sha256:1'), /harbor|acme/)
    assert.doesNotMatch(text('ip-10-20-30-40.eu-west-1.compute.internal'), /10-20|west/)
  })

  it('replaces a name that is a word of messages only where the text says that it is a name', () => {
    const made = text('pod="network/checkout-7d8f9c5b6d-x2x4p" Namespace:network,Attempt network for failed')
    assert.match(made, /^pod="([a-z]{7})\/[a-z]{8}-[a-z\d]{10}-[a-z\d]{5}" Namespace:\1,Attempt network for failed$/)
    assert.doesNotMatch(made, /checkout|7d8f9c5b6d|x2x4p/)
    assert.doesNotMatch(text('for network/worker-1, \u0003_network_\u0002_0'), /network/)
    assert.doesNotMatch(text('acme-failed-jobs n1 shop'), /acme|n1|shop/)
  })

  it('is as long as before, gives the same for the same key, and another for another', () => {
    const part = fc.constantFrom(
      ...NAMES,
      ID,
      UID,
      '10.1.2.3',
      ' ',
      '/',
      '_',
      '-',
      '.',
      '\\n',
      '"',
      'x',
      'é',
      '::1',
      '2001:db8::1',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const whole = parts.join('')
        const bytes = Buffer.from(whole).toString('latin1')
        assert.equal(text(bytes).length, bytes.length)
        assert.equal(make().text(whole), text(whole))
      }),
    )
    assert.notEqual(make(NAMES, 'another').text('worker-1'), text('worker-1'))
  })
})

describe('shapes', () => {
  it('is one to one', () => {
    const { ipv4, hex, word } = shapes('k')
    const all = Array.from({ length: 256 }, (_, i) => i)
    for (const of of [
      (i: number) => ipv4(`10.0.0.${i}`),
      (i: number) => ipv4(`10.${i}.3.4`),
      (i: number) => hex(i.toString(16).padStart(2, '0')),
    ])
      assert.equal(new Set(all.map(of)).size, 256)
    assert.equal(new Set(all.map((i) => word(`a${i}`, () => false))).size, 256)
  })
})

describe('namePlaces', () => {
  it('takes prose for no name', () => {
    for (const prose of [
      'failed to create network namespace: failed to Statfs "/proc/1/ns/net"',
      'no such host: try again, lookup failed: i/o timeout',
      'node not found, host: unreachable',
    ])
      assert.deepEqual(namePlaces(prose), [], prose)
  })

  it('ends in time on hostile text', () => {
    for (const text of [
      'a-'.repeat(60_000),
      'a.'.repeat(60_000),
      'a_'.repeat(60_000),
      '1:'.repeat(60_000),
      'pod="'.repeat(20_000),
    ]) {
      const start = process.cpuUsage().user
      make().text(text)
      assert.ok(process.cpuUsage(undefined).user - start < 3_000_000, text.slice(0, 10))
    }
  })
})
