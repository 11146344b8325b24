import { SampleNode } from '../samples/cluster.ts'
import { at, MINUTE, SECOND } from '../samples/incident.ts'
import type { Entry } from '../samples/journal.ts'
import { addNoise } from '../samples/noise.ts'

const START = at('2022-05-04T00:41:00Z')

/** A small incident of the founding kind: four sandboxes that cannot be stopped, until the version is declared. */
function entries(): readonly Entry[] {
  const node = new SampleNode('worker-1', 99)
  node.startContainerd(START - 20 * MINUTE, 'v1.6.2', 'de8046a5501db9e0e478e1c10cbcfb21af4c6b2d')
  for (let i = 0; i < 4; i++) {
    const sandbox = node.newSandbox()
    node.run(START - 10 * MINUTE + i * MINUTE, sandbox)
    for (let k = 0; k < 3; k++)
      node.failStop(
        START + i * MINUTE + k * 14 * SECOND,
        sandbox,
        `failed to destroy network for sandbox "${sandbox.id}": invalid version "": the version is empty`,
      )
    node.stop(START + 10 * MINUTE + i * SECOND, sandbox)
  }
  addNoise(node, START - 20 * MINUTE, START + 12 * MINUTE, 4 * SECOND)
  return node.entries().filter((e) => e.ident === 'containerd' || e.ident === 'kubelet')
}

export const ENTRIES: readonly Entry[] = entries()
