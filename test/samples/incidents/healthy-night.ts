import { SampleNode } from '../cluster.ts'
import { at, conflist, HOUR, MADE_HERE, MINUTE, type SampleIncident, SECOND } from '../incident.ts'
import { printJournal } from '../journal.ts'
import { addChurn, addNoise } from '../noise.ts'

const BEGIN = at('2022-06-14T22:00:00Z')
const END = BEGIN + 4 * HOUR

/** The same words as in an incident - StopPodSandbox, network, error, failed - and nothing that failed. */
function quietNode(name: string, seed: number): SampleNode {
  const node = new SampleNode(name, seed)
  node.startContainerd(BEGIN, 'v1.6.6', '10c12954828e7c7c9b6e0ea9b0c02b01407d3ae1')
  node.startKubelet(BEGIN + 3 * SECOND, 'v1.24.1', 'v1.6.6')
  addChurn(node, BEGIN + 3 * MINUTE, END, 3 * MINUTE, 15 * MINUTE)
  for (let us = BEGIN + 20 * MINUTE; us < END; us += 17 * MINUTE) {
    const gone = node.newSandbox()
    node.stop(us, gone)
    node.remove(us + 3 * SECOND, gone)
    node.kubelet(
      us + 4 * SECOND,
      'I',
      'pod_container_deletor.go:79',
      `"Container not found in pod's containers" containerID="${gone.id}"`,
    )
    node.kubelet(
      us + 5 * SECOND,
      'I',
      'kuberuntime_manager.go:488',
      `"No sandbox for pod can be found. Need to start a new one" pod="${gone.pod.namespace}/${gone.pod.name}"`,
    )
    node.kubelet(
      us + 6 * SECOND,
      'E',
      'remote_runtime.go:453',
      `"StopContainer from runtime service failed" err="rpc error: code = NotFound desc = an error occurred when try to find container \\"${gone.id}\\": not found" containerID="${gone.id}"`,
    )
    node.systemd(us + 7 * SECOND, `run-netns-cni\\x2d${node.random.uuid()}.mount: Deactivated successfully.`)
  }
  addNoise(node, BEGIN + 10 * SECOND, END, 9 * SECOND)
  return node
}

export const incident: SampleIncident = {
  id: 'healthy-night',
  about: {
    title: 'A quiet night: the same words and no failure',
    story:
      'Two nodes over four hours: pods come and go, probes fail, images are missing, containers crash. No sandbox failed.',
    cause: null,
    nodesHit: [],
    nodesClean: ['calm-1', 'calm-2'],
    recovered: false,
    ...MADE_HERE,
  },
  build: () => {
    const first = quietNode('calm-1', 611)
    const second = quietNode('calm-2', 722)
    return [
      { path: 'calm-1/journal.log', text: printJournal(first.entries(), 'short-precise') },
      { path: 'calm-1/etc/cni/net.d/10-containerd-net.conflist', text: conflist('1.0.0', '10.31.1.0/24') },
      { path: 'calm-2/journal.log.gz', text: printJournal(second.entries(), 'short'), gzip: true },
      { path: 'calm-2/etc/cni/net.d/10-containerd-net.conflist', text: conflist('1.0.0', '10.31.2.0/24') },
    ]
  },
}
