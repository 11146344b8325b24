import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Term, Verdict } from '../../src/model/verdict.ts'
import { judge } from '../../src/rules/index.ts'
import { terms } from '../../src/rules/terms/index.ts'
import { fact, MINUTE, newLog, SECOND, sandboxId } from '../joins/build.ts'
import { catalogue, config, foundingStop } from './build.ts'
import { type FakeInput, fakeCaseFile } from './fake-case.ts'

function verdict(given: FakeInput): Verdict {
  return judge(fakeCaseFile(given), catalogue)
}

function termOf(given: FakeInput, name: string): Term | undefined {
  return verdict(given).terms.find((term) => term.name === name)
}

const run = {
  operation: 'RunPodSandbox',
  kind: 'containerd-run-failed',
  podNamespace: 'ns',
  cause: 'cni-agent-unreachable',
} as const

describe('terms', () => {
  it('names are unique, sorted and those of their files', () => {
    const names = terms.map((term) => term.name)
    assert.deepEqual(names, [...new Set(names)].sort())
  })

  it('onset-after-change: the trigger is cited with the time between', () => {
    const founding = foundingStop()
    const facts = [
      fact(-120 * MINUTE, { kind: 'runtime-start', value: '1.5.11', source: 's1', line: 5 }),
      ...(founding.facts ?? []),
    ]
    const term = termOf({ ...founding, facts }, 'onset-after-change')
    assert.equal(term?.says, 'the first failure came 1 hour after a version change')
    assert.deepEqual([term?.evidence[0]?.source, term?.evidence[0]?.line], ['s1', 100_001])
  })

  it('onset-after-change: a change that is logged just after the first failure is told so', () => {
    const founding = foundingStop()
    const facts = [fact(20 * SECOND, { kind: 'config-change', value: '10-x.conflist' })]
    const term = termOf({ ...founding, facts }, 'onset-after-change')
    assert.equal(term?.says, 'a config change was logged as the failures began')
    assert.equal(term?.evidence[0]?.says, 'config change as the failures began')
  })

  it('spread: versions that differ between failing and clean nodes', () => {
    const founding = foundingStop()
    const facts = (founding.facts ?? []).map((row) => (row.node === 'node-3' ? { ...row, value: '1.6.4' } : row))
    assert.equal(
      termOf({ ...founding, facts }, 'spread')?.says,
      'every failing node ran containerd 1.6.2; the clean node node-3 ran containerd 1.6.4',
    )
  })

  it('spread: configs that do not differ say nothing', () => {
    const founding = foundingStop()
    assert.equal(
      termOf({ ...founding, configs: ['node-1', 'node-2', 'node-3'].map((node) => config(node)) }, 'spread'),
      undefined,
    )
    assert.equal(termOf({ ...founding, configs: [config('node-1')] }, 'spread'), undefined)
  })

  it('healthy-alike: a clean node with the same version and config speaks against it', () => {
    const founding = foundingStop()
    const term = termOf(
      { ...founding, configs: ['node-1', 'node-2', 'node-3'].map((node) => config(node)) },
      'healthy-alike',
    )
    assert.equal(term?.says, 'node-3 ran containerd 1.6.2 too, and its StopPodSandbox succeeded')
    assert.equal(term?.evidence.length, 2)
    const idle = founding.events.filter((event) => event.node !== 'node-3')
    assert.equal(termOf({ ...founding, events: idle, configs: [] }, 'healthy-alike'), undefined)
  })

  it('recovery-after-undo: a success without a change before it is only told', () => {
    const founding = foundingStop()
    const facts = (founding.facts ?? []).filter((row) => row.value !== '1.6.4')
    const found = verdict({ ...founding, facts })
    assert.equal(
      found.terms.some((term) => term.name === 'recovery-after-undo'),
      false,
    )
    assert.equal(found.terms.find((term) => term.name === 'recovered')?.weight, 0)
  })

  it('recovery-after-undo: a version that is told again is no change', () => {
    const founding = foundingStop()
    const again = [0, 41].map((at) =>
      fact(at * MINUTE, { node: 'node-1', kind: 'version', component: 'kubelet', value: '1.23.5' }),
    )
    const facts = [...(founding.facts ?? []).filter((row) => row.value !== '1.6.4'), ...again]
    assert.equal(termOf({ ...founding, facts }, 'recovery-after-undo'), undefined)
  })

  it('deletion-race: pods that were being deleted', () => {
    const log = newLog()
    for (let n = 0; n < 4; n += 1) log.add(n * MINUTE, { ...run, podName: `p-${n}` })
    const facts = [0, 1, 2].map((n) => fact(n * MINUTE - 2 * SECOND, { kind: 'pod-deleted', value: `ns/p-${n}` }))
    const term = termOf({ ...log, facts }, 'deletion-race')
    assert.equal(term?.says, '3 of 4 pods whose start failed were being deleted at that moment')
    assert.equal(termOf({ ...log, facts: facts.slice(0, 1) }, 'deletion-race'), undefined)
  })

  it('failures-before-trigger: the same failure is older than the supposed trigger', () => {
    const log = newLog()
    log.add(0, { sandboxId: sandboxId('a') })
    for (let n = 0; n < 9; n += 1) log.add((300 + n) * MINUTE, { sandboxId: sandboxId('b') })
    const facts = [fact(299 * MINUTE, { kind: 'config-change', value: '10-x.conflist' })]
    assert.equal(
      termOf({ ...log, facts }, 'failures-before-trigger')?.says,
      'the same failure was logged 4 hours before the supposed trigger',
    )
  })

  it('node-not-ready: for another reason than the network', () => {
    const log = newLog()
    log.add(0, { ...run, podName: 'p' })
    const notReady = (value: string, more = {}) => ({
      ...log,
      facts: [fact(-5 * MINUTE, { kind: 'node-not-ready', value, ...more })],
    })
    assert.equal(
      termOf(notReady('PLEG is not healthy'), 'node-not-ready')?.says,
      'node-1 was not ready for another reason before the failures',
    )
    assert.match(termOf(notReady('PLEG is not healthy', { node: '' }), 'node-not-ready')?.says ?? '', /^a node was/)
    assert.equal(termOf(notReady('cni plugin not initialized'), 'node-not-ready'), undefined)
    assert.equal(termOf(notReady('PLEG is not healthy', { node: 'node-9' }), 'node-not-ready'), undefined)
  })

  it('agent-roll-out: the agent was restarted at the time', () => {
    const log = newLog()
    log.add(0, { ...run, podName: 'p' })
    const agent = (kind: 'agent-stop' | 'agent-start', at: number) => ({
      ...log,
      facts: [fact(at, { kind, value: 'calico-node' })],
    })
    assert.equal(
      termOf(agent('agent-stop', -MINUTE), 'agent-roll-out')?.says,
      'network agent calico-node was being restarted at the time',
    )
    assert.match(termOf(agent('agent-start', 30 * SECOND), 'agent-roll-out')?.evidence[0]?.says ?? '', /: started$/)
    assert.equal(termOf(agent('agent-stop', -30 * MINUTE), 'agent-roll-out'), undefined)
  })

  it('configuration: version that the plugin refuses, broken file, plugin that is not there', () => {
    const says = (
      cause: 'cni-config-version-unsupported' | 'cni-config-invalid' | 'cni-plugin-binary-missing',
      file: Partial<ReturnType<typeof config>>,
    ) => {
      const log = newLog()
      const failed = log.add(0, { ...run, podName: 'p', cause })
      const words = new Map([
        [failed.id, { plugin: 'bridge', configVersion: '1.0.0', supportedVersions: '0.1.0 0.4.0' }],
      ])
      return termOf({ ...log, words, configs: [{ ...config('', '1.0.0'), name: '', ...file }] }, 'configuration')?.says
    }
    assert.equal(
      says('cni-config-version-unsupported', {}),
      'CNI config 10-pod.conflist declares cniVersion 1.0.0, the plugin supports 0.1.0 0.4.0',
    )
    assert.equal(says('cni-config-version-unsupported', { cniVersion: '0.4.0' }), undefined)
    assert.equal(says('cni-config-invalid', { problem: 'no plugins' }), 'CNI config 10-pod.conflist: no plugins')
    assert.equal(says('cni-config-invalid', {}), undefined)
    assert.equal(says('cni-plugin-binary-missing', {}), 'CNI config 10-pod.conflist asks for plugin bridge')
    assert.equal(says('cni-plugin-binary-missing', { plugins: [] }), undefined)
  })

  it('affected-version: loopback 1.0.0 is a matter of containerd 1.6.3 alone', () => {
    const judged = (value: string, plugin: string): readonly [says: string | undefined, first: string | undefined] => {
      const log = newLog()
      const failed = log.add(0, { ...run, podName: 'p', cause: 'cni-config-version-unsupported' })
      const words = new Map([[failed.id, { plugin, configVersion: '1.0.0' }]])
      const found = verdict({ ...log, words, facts: [fact(-MINUTE, { value })] })
      return [found.terms.find((term) => term.name === 'affected-version')?.says, found.fix[0]?.text]
    }
    const [says, first] = judged('1.6.3', 'loopback')
    assert.match(says ?? '', /^containerd 1\.6\.3 was running: containerd 1\.6\.3 writes .*1\.6\.3 alone needs it/)
    assert.match(first ?? '', /^Upgrade containerd from 1\.6\.3 to 1\.6\.4 or later, or the loopback plugin/)
    assert.deepEqual(judged('1.6.2', 'loopback'), [undefined, undefined])
    assert.deepEqual(judged('1.6.3', 'bridge'), [undefined, undefined])
  })
})
