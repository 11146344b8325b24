import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Verdict } from '../../src/model/verdict.ts'
import { judge } from '../../src/rules/index.ts'
import type { LogEvent } from '../joins/build.ts'
import { fact, MINUTE, newLog, SECOND, START, sandboxId } from '../joins/build.ts'
import { catalogue, foundingStop } from './build.ts'
import { type FakeInput, fakeCaseFile } from './fake-case.ts'

function verdict(given: FakeInput): Verdict {
  return judge(fakeCaseFile(given), catalogue)
}

const names = (of: Verdict): string[] => of.terms.map((term) => term.name)

describe('the founding case', () => {
  const found = verdict(foundingStop())

  it('names the cause, the nodes and the time', () => {
    assert.equal(found.cause, 'cni-config-version-missing')
    assert.equal(
      found.title,
      'StopPodSandbox failed 160 times on 2 of 3 nodes since 2022-04-26 00:00:00 UTC: title of cni-config-version-missing',
    )
    assert.ok(found.confidence >= 0.95, `confidence ${found.confidence}`)
  })

  it('rests on named terms, nothing speaks against it', () => {
    assert.deepEqual(names(found), [
      'affected-version',
      'configuration',
      'left-behind',
      'mechanism',
      'recovered',
      'recovery-after-undo',
      'share',
      'spread',
    ])
    assert.deepEqual(found.against, [])
  })

  it('says of the affected version what was measured and that the page differs', () => {
    const term = found.terms.find((candidate) => candidate.name === 'affected-version')
    assert.match(term?.says ?? '', /containerd 1\.6\.2 was running: containerd 1\.3\.0 to 1\.6\.3/)
    assert.match(term?.says ?? '', /the Kubernetes page names containerd 1\.6\.0 to 1\.6\.3/)
    assert.match(
      found.mechanism,
      /^why of cni-config-version-missing\. containerd 1\.3\.0 to 1\.6\.3 .* crio 1\.15 to 1\.23/,
    )
  })

  it('cites version line, config, first failures, stuck sandboxes and the stop that worked', () => {
    const says = found.evidence.map((evidence) => evidence.says)
    for (const part of [
      /^first failure on node-1/,
      /^containerd 1\.6\.2 on node-2, within the affected/,
      /^CNI config 10-pod\.conflist \(network podnet\) declares no cniVersion$/,
      /^sandbox of payments\/cart-0 could not be stopped and was never stopped later$/,
      /^change before the recovery: containerd 1\.6\.4$/,
      /^the next StopPodSandbox succeeded$/,
    ]) {
      assert.ok(
        says.some((text) => part.test(text)),
        `${part} in ${says.join(' | ')}`,
      )
    }
    assert.ok(found.evidence.every((evidence) => evidence.source !== '' && evidence.line > 0 && evidence.text !== ''))
  })

  it('tells how the clean node differs', () => {
    const spread = found.terms.find((term) => term.name === 'spread')
    assert.equal(
      spread?.says,
      'the CNI config of every failing node has no cniVersion; that of the clean node node-3 has cniVersion 0.4.0',
    )
  })

  it('gives the steps of the cause', () => {
    const text = 'mend it. These logs name 10-pod.conflist on node-1 and node-2.'
    assert.deepEqual(found.fix, [{ text, commands: 'mend', check: 'look' }])
  })

  it('leaves out the steps for other errors than the logs show', () => {
    const step = { commands: 'mend', check: 'look' }
    const steps = [
      { ...step, text: 'for a handler', onlyFor: /no runtime for/ },
      { ...step, text: 'for a version', onlyFor: /version is empty/ },
      { ...step, text: 'for all' },
    ]
    const told = catalogue.map((cause) => ({ ...cause, steps }))
    const { fix } = judge(fakeCaseFile(foundingStop()), told)
    assert.deepEqual(
      fix.map(({ text }) => text.split('.', 1)[0]),
      ['for a version', 'for all'],
    )
  })
})

describe('a verdict holds', () => {
  const founding = foundingStop()

  it('noise: five hundred unrelated failures elsewhere leave it unchanged', () => {
    const noise = newLog()
    for (let n = 0; n < 500; n += 1) {
      noise.add(n * SECOND, {
        id: 10_000 + n,
        line: 10_000 + n,
        node: 'node-1',
        source: 1,
        operation: 'PodSandboxStatus',
        component: 'kubelet',
        kind: 'kubelet-cri-status-failed',
        cause: 'sandbox-not-found',
        sandboxId: sandboxId(`d${n.toString(16).padStart(4, '0')}`),
      })
    }
    const before = verdict(founding)
    const after = verdict({ ...founding, events: [...founding.events, ...noise.events] })
    assert.deepEqual(
      [after.cause, after.confidence, after.evidence],
      [before.cause, before.confidence, before.evidence],
    )
  })

  it('permutation: the order of the events and files does not show', () => {
    const before = verdict(founding)
    const after = verdict({
      ...founding,
      events: [...founding.events].reverse(),
      facts: [...(founding.facts ?? [])].reverse(),
      configs: [...(founding.configs ?? [])].reverse(),
    })
    assert.deepEqual({ ...after, terms: [], evidence: [] }, { ...before, terms: [], evidence: [] })
    const key = (of: Verdict): string[] => of.evidence.map((evidence) => `${evidence.source}:${evidence.line}`).sort()
    assert.deepEqual(key(after), key(before))
  })

  it('redaction: other names, same cause, terms and confidence', () => {
    const rename = <T>(value: T): T =>
      JSON.parse(
        JSON.stringify(value)
          .replaceAll('node-1', 'zeta')
          .replaceAll('node-3', 'alpha')
          .replaceAll('cart-', 'x-')
          .replaceAll('"b0', '"99'),
      ) as T
    const { events, facts, configs, spans, words } = founding
    const renamed = rename({ events, facts, configs, spans })
    const [before, after] = [verdict(founding), verdict({ ...renamed, ...(words ? { words } : {}) } as FakeInput)]
    assert.deepEqual([after.cause, after.confidence, names(after)], [before.cause, before.confidence, names(before)])
    assert.equal(after.title, before.title)
  })
})

describe('a verdict falls', () => {
  const founding = foundingStop()
  const before = verdict(founding)

  it('mutation: without the lines that fail there is none', () => {
    const after = verdict({ ...founding, events: founding.events.filter((event) => event.outcome !== 'failed') })
    assert.deepEqual([after.cause, after.confidence, after.evidence], [null, 0.99, []])
  })

  it('mutation: without the inner error texts it is unknown', () => {
    const events = founding.events.map(
      (event): LogEvent => (event.outcome === 'failed' ? { ...event, cause: 'unknown' } : event),
    )
    const after = verdict({ ...founding, events })
    assert.deepEqual([after.cause, after.confidence], ['unknown', 0.05])
    assert.match(after.title, /and no rule knows why$/)
    assert.ok(after.wouldChange.length > 0)
  })

  it('mutation: without the version lines or the config its confidence falls and it says what is missing', () => {
    const bare = verdict({ events: founding.events, ...(founding.words ? { words: founding.words } : {}) })
    assert.equal(bare.cause, before.cause)
    assert.ok(bare.confidence < before.confidence)
    assert.ok(bare.wouldChange.some((text) => text.includes('starting containerd')))
    assert.ok(bare.wouldChange.some((text) => text.includes('/etc/cni/net.d')))
  })

  it('a version outside the range speaks against it, though the errors stand', () => {
    const facts = (founding.facts ?? []).map((row) => ({ ...row, value: '1.7.2' }))
    const after = verdict({ ...founding, facts })
    assert.equal(after.cause, 'cni-config-version-missing')
    assert.ok(names(after).includes('unaffected-version'))
    assert.ok(after.confidence < before.confidence)
    assert.ok(after.against.length > 0)
  })

  it('a version range alone is never a verdict', () => {
    assert.equal(verdict({ events: [], facts: founding.facts ?? [], configs: founding.configs ?? [] }).cause, null)
  })
})

describe('which incident is the answer', () => {
  const run = { operation: 'RunPodSandbox', kind: 'containerd-run-failed', podNamespace: 'ns' } as const

  it('a consequence never outvotes the first, and is told as such', () => {
    const log = newLog()
    for (const at of [0, 4]) log.add(at * MINUTE, { ...run, podName: `p-${at}`, cause: 'runtime-timeout' })
    for (let n = 5; n < 100; n += 1) log.add(n * MINUTE, { ...run, podName: `p-${n}`, cause: 'sandbox-name-conflict' })
    const found = verdict(log)
    assert.equal(found.cause, 'runtime-timeout')
    assert.deepEqual(found.ruledOut, [
      { cause: 'sandbox-name-conflict', why: '95 failures that follow from runtime-timeout' },
    ])
  })

  it('of two independent causes the heavier one, with the other against it', () => {
    const log = newLog()
    for (let n = 0; n < 2; n += 1) log.add(n * MINUTE, { ...run, podName: `p-${n}`, cause: 'ipam-exhausted' })
    for (let n = 2; n < 30; n += 1) log.add(n * MINUTE, { ...run, podName: `p-${n}`, cause: 'cni-agent-unreachable' })
    const found = verdict(log)
    assert.equal(found.cause, 'cni-agent-unreachable')
    assert.ok(names(found).includes('earlier-other-cause'))
    assert.deepEqual(found.ruledOut, [{ cause: 'ipam-exhausted', why: '2 failures, against 28' }])
  })

  it('of two equal causes without times the one that stands first in the logs', () => {
    const log = newLog()
    log.add(0, { ...run, podName: 'p', sandboxId: sandboxId('a'), cause: 'ipam-exhausted', timeUs: 0, lastUs: 0 })
    log.add(0, { ...run, podName: 'p', sandboxId: sandboxId('b'), cause: 'dataplane-failed', timeUs: 0, lastUs: 0 })
    assert.equal(verdict(log).cause, 'ipam-exhausted')
  })

  it('failures elsewhere and later ones are told apart', () => {
    const log = newLog()
    for (let n = 0; n < 9; n += 1) log.add(n * MINUTE, { ...run, podName: `p-${n}`, cause: 'cni-agent-unreachable' })
    log.add(2 * MINUTE, { ...run, podName: 'q', cause: 'ipam-exhausted', node: 'node-2' })
    log.add(3 * MINUTE, { ...run, podName: 'r', cause: 'interface-conflict' })
    log.add(4 * MINUTE, {
      operation: 'PodSandboxStatus',
      component: 'kubelet',
      kind: 'kubelet-cri-status-failed',
      cause: 'network-info-missing',
      sandboxId: sandboxId('a'),
      node: 'node-3',
    })
    assert.deepEqual(
      verdict(log).ruledOut.map((out) => out.why),
      [
        '1 failure on other nodes (node-2)',
        '1 failure, which began later, against 9',
        '1 failure of PodSandboxStatus that hurt no pod',
      ],
    )
  })

  it('a cause that is named wins over failures whose text is cut, unless they are twenty times as many', () => {
    const log = newLog()
    log.add(0, { ...run, podName: 'p', cause: 'ipam-exhausted' })
    for (let n = 0; n < 10; n += 1) log.add(n * SECOND, { ...run, podName: `q-${n}`, cause: 'unknown' })
    assert.equal(verdict(log).cause, 'ipam-exhausted')
    for (let n = 10; n < 30; n += 1) log.add(n * SECOND, { ...run, podName: `q-${n}`, cause: 'unknown' })
    assert.equal(verdict(log).cause, 'unknown')
  })

  it('one bare plugin line is enough to name a cause', () => {
    const log = newLog()
    log.add(0, { operation: 'other', component: 'plugin', kind: 'plugin-failed', node: '', timeUs: 0 })
    const found = verdict(log)
    assert.equal(found.cause, 'cni-config-version-missing')
    assert.equal(found.title, 'Sandbox operations failed: title of cni-config-version-missing')
  })

  it('a clean-up line alone still names its cause', () => {
    const log = newLog()
    log.add(0, {
      operation: 'other',
      kind: 'containerd-destroy-network-failed',
      sandboxId: sandboxId('a'),
      secondary: true,
    })
    assert.equal(verdict(log).cause, 'cni-config-version-missing')
  })

  it('nothing that hurts a pod is no incident', () => {
    const log = newLog()
    const status = { operation: 'PodSandboxStatus', sandboxId: sandboxId('a') } as const
    log.add(0, { ...status, kind: 'containerd-status-failed', cause: 'sandbox-not-found' })
    log.add(1, {
      ...status,
      sandboxId: sandboxId('b'),
      component: 'cri-dockerd',
      kind: 'dockershim-netns-missing',
      cause: 'netns-missing',
    })
    log.add(2, { operation: 'other', component: 'crictl', kind: 'crictl-connect-failed', cause: 'runtime-unavailable' })
    const found = verdict(log)
    assert.equal(found.cause, null)
    assert.equal(found.ruledOut.length, 3)
    log.add(3, { ...status, component: 'crictl', kind: 'crictl-status-failed', cause: 'sandbox-not-found' })
    assert.equal(verdict(log).cause, 'sandbox-not-found')
  })

  it('a client that tries sockets is nothing, but a preflight check of kubeadm that fails so does count', () => {
    const log = newLog()
    const call = { operation: 'other', component: 'crictl', cause: 'runtime-unavailable' } as const
    log.add(0, { ...call, kind: '[ERROR CRI]: container runtime is not running' })
    assert.equal(verdict(log).cause, 'runtime-unavailable')
  })

  it('a status that fails because its namespace cannot be read does count when containerd says it', () => {
    const log = newLog()
    log.add(0, {
      operation: 'PodSandboxStatus',
      kind: 'containerd-status-failed',
      cause: 'netns-missing',
      sandboxId: sandboxId('a'),
    })
    assert.equal(verdict(log).cause, 'netns-missing')
  })

  it('a status that fails because the namespace is held does count whoever says it', () => {
    const log = newLog()
    log.add(0, {
      operation: 'PodSandboxStatus',
      component: 'kubelet',
      kind: 'failed to get sandbox ip: check network namespace closed: remove netns: unlinkat /var/run/netns/cni-1: device or resource busy',
      cause: 'netns-missing',
      sandboxId: sandboxId('a'),
    })
    assert.equal(verdict(log).cause, 'netns-missing')
  })

  it('not initialized is an invalid config where a log tells why it could not be loaded', () => {
    const log = newLog()
    log.add(0, { ...run, podName: 'p', cause: 'cni-config-missing' })
    const load = (value: string): Verdict =>
      verdict({ ...log, facts: [fact(-MINUTE, { kind: 'config-load-failed', value, text: value })] })
    const broken = load('error parsing configuration list: unexpected end of JSON input: invalid cni config')
    assert.equal(broken.cause, 'cni-config-invalid')
    assert.ok(names(broken).includes('load-error'))
    assert.equal(
      load('no network config found in /etc/cni/net.d: cni plugin not initialized').cause,
      'cni-config-missing',
    )
  })

  it('where a runtime only says that the plugin gave no word, the own log of the plugin decides', () => {
    const log = newLog()
    log.add(0, { operation: 'other', component: 'plugin', kind: 'plugin-failed', cause: 'state-corrupt' })
    log.add(SECOND, { kind: 'cni-go-failed', cause: 'cni-plugin-exec-failed', sandboxId: sandboxId('a') })
    const saying = (message: string): Verdict => verdict({ ...log, words: new Map([[2, { message }]]) })
    const empty = 'netplugin failed but error parsing its diagnostic message'
    assert.equal(saying(`${empty} "": unexpected end of JSON input`).cause, 'state-corrupt')
    assert.equal(saying('netplugin failed with no error message').cause, 'state-corrupt')
    assert.equal(saying('fork/exec /opt/cni/bin/x: exec format error').cause, 'cni-plugin-exec-failed')
    assert.equal(saying(`${empty} "panic: x": invalid character 'p'`).cause, 'cni-plugin-exec-failed')
  })

  it('a kubelet that gives up over the failures set nothing off', () => {
    const log = newLog()
    log.add(SECOND, { operation: 'ListPodSandbox', kind: 'list-failed', cause: 'runtime-unavailable' })
    const after = (component: string): string[] =>
      names(verdict({ ...log, facts: [fact(0, { kind: 'runtime-crash', component, value: '', text: 'exited' })] }))
    assert.ok(after('containerd').includes('onset-after-change'))
    assert.ok(!after('kubelet').includes('onset-after-change'))
  })

  it('a title that counts several operations says so', () => {
    const log = newLog()
    log.add(0, { operation: 'RunPodSandbox', podName: 'p', cause: 'runtime-unavailable' })
    log.add(SECOND, { operation: 'ListPodSandbox', kind: 'list-failed', cause: 'runtime-unavailable' })
    assert.match(verdict(log).title, /^RunPodSandbox and other operations failed 2 times /)
  })

  it('logs that begin in the middle say so', () => {
    const log = newLog()
    for (let n = 0; n < 4; n += 1) log.add(n * MINUTE, { sandboxId: sandboxId('a') })
    const found = verdict({ ...log, spans: [{ path: 'a', node: 'node-1', firstUs: START, lastUs: START + MINUTE }] })
    assert.match(found.title, /^StopPodSandbox failed 4 times on node-1 since the logs begin or earlier: /)
    assert.ok(found.wouldChange.some((text) => text.startsWith('older logs')))
  })
})
