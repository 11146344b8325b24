import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FixStep, Term } from '../../src/model/verdict.ts'
import { withNamedFiles } from '../../src/rules/named-files.ts'

const STEPS: readonly FixStep[] = [
  { text: 'Find it.', commands: 'ls /etc/cni/net.d', check: '' },
  { text: 'Stop kubelet.', commands: 'systemctl stop kubelet', check: '' },
  { text: 'Mend it.', commands: '$EDITOR /etc/cni/net.d/FILE.conflist', check: '' },
]

const cited = (source: string, text: string, node: string): Term['evidence'][number] => ({
  source,
  line: 1,
  text,
  says: '',
  node,
  timeUs: 0,
})
const term = (name: string, ...evidence: Term['evidence']): Term => ({ name, weight: 0.1, says: '', evidence })
const config = (...places: readonly (readonly [source: string, node: string])[]): Term =>
  term('configuration', ...places.map(([source, node]) => cited(source, '{}', node)))
const named = (...terms: readonly Term[]): readonly FixStep[] =>
  withNamedFiles('cni-config-version-missing', STEPS, terms)

describe('steps that change a configuration file', () => {
  it('name the file of the evidence by its path on the node, in the first step and in commands', () => {
    const steps = named(config(['b.tar.gz!/node-7/etc/cni/net.d/10-web.conflist', 'node-7']))
    assert.deepEqual(
      steps.map(({ text }) => text),
      [
        'Find it. These logs name /etc/cni/net.d/10-web.conflist on node-7.',
        'Stop kubelet.',
        'Mend it. These logs name /etc/cni/net.d/10-web.conflist on node-7.',
      ],
    )
    assert.equal(steps[2]?.commands, '$EDITOR /etc/cni/net.d/10-web.conflist')
  })

  it('name the file that an error text names, also in the folder of k3s, and no other file', () => {
    const [first] = named(
      term('mechanism', cited('a.log', 'load /var/lib/rancher/k3s/agent/etc/cni/net.d/10-flannel.conflist: bad', 'a')),
      term('onset', cited('a.log', 'open /etc/resolv.conf: no such file; stat /run/flannel/subnet.json', 'a')),
      { ...term('against', cited('a.log', 'load /etc/cni/net.d/other.conflist', 'a')), weight: -0.1 },
    )
    assert.equal(
      first?.text,
      'Find it. These logs name /var/lib/rancher/k3s/agent/etc/cni/net.d/10-flannel.conflist on a.',
    )
  })

  it('name several files and nodes, and leave the choice in commands', () => {
    const places = [1, 2, 3, 4].map((n) => [`n${n}/etc/cni/net.d/10-a.conflist`, `n${n}`] as const)
    const steps = named(config(...places, ['elsewhere/20-b.conf', '']))
    assert.match(
      steps[0]?.text ?? '',
      /These logs name \/etc\/cni\/net\.d\/10-a\.conflist on n1, n2, n3 and 1 more node and 20-b\.conf\.$/,
    )
    assert.equal(steps[2]?.commands, STEPS[2]?.commands)
  })

  it('never put into a command what a shell would obey, and show what a terminal would', () => {
    const [first, , third] = named(config(['n/etc/cni/net.d/$(reboot)\u001b[2J.conflist', 'n']))
    assert.equal(third?.commands, STEPS[2]?.commands)
    assert.match(first?.text ?? '', /\$\(reboot\)\\x1b\[2J\.conflist on n\.$/)
  })

  it('stay as they are where the evidence names none, and for causes whose remedy is another', () => {
    assert.equal(named(term('mechanism', cited('a.log', 'the version is empty', 'a'))), STEPS)
    const found = [config(['n/etc/cni/net.d/10-web.conflist', 'n'])]
    assert.equal(withNamedFiles('ipam-exhausted', STEPS, found), STEPS)
  })
})
