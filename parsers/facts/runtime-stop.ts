import type { Fact } from '../../src/model/fact.ts'
import type { FactModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { factOf } from '../grammar/fact.ts'

// containerd.service: Main process exited, code=killed, status=9/KILL · k3s-agent.service: Scheduled restart job, restart counter is at 3.
const unitLine =
  /^([\w.-]{0,40}(?:containerd|crio|cri-docker|docker|kubelet|kubelite|k3s|rke2)[\w.-]{0,20})\.service: (Main process exited.*|Failed with result.*|Scheduled restart job.*|Service .*holdoff time over, scheduling restart.*|Start request repeated too quickly.*|A process of this unit has been killed by the OOM killer.*|State '.*' timed out.*)/
// How the descriptions of the runtimes' units begin (systemd 249 and later put `containerd.service - ` in front).
const stopped: readonly string[] = [
  'containerd',
  'Container Runtime Interface for OCI',
  'crio',
  'cri-docker',
  'CRI Interface for Docker',
  'docker.service',
  'Docker Application Container Engine',
  'Lightweight Kubernetes',
  'k3s',
  'Rancher Kubernetes Engine',
  'rke2',
  'Service for snap application microk8s.daemon-containerd',
]
const stopHeads: readonly string[] = ['Stopping ', 'Stopped ']

// Out of memory: Killed process 1234 (containerd) total-vm:.. · Memory cgroup out of memory: Kill process 12 (kubelet) score ..
const oomLine = /ut of memory: Kill(?:ed)? process \d{1,10} \((containerd|kubelet|crio|dockerd|k3s[\w-]{0,10})/

const names: ReadonlyMap<string, string> = new Map([
  ['Container Runtime Interface for OCI', 'crio'],
  ['CRI Interface for Docker', 'cri-dockerd'],
  ['cri-docker', 'cri-dockerd'],
  ['docker.service', 'docker'],
  ['Docker Application Container Engine', 'docker'],
  ['Lightweight Kubernetes', 'k3s'],
  ['Rancher Kubernetes Engine', 'rke2'],
  ['Service for snap application microk8s.daemon-containerd', 'containerd'],
])

function read(record: LogRecord): readonly Fact[] | undefined {
  const { message } = record
  if (message === 'Stop CRI service') return [factOf(record, 'runtime-stop', 'containerd', message)]
  const unit = unitLine.exec(message)
  if (unit !== null) return [factOf(record, 'runtime-crash', unitComponent(unit[1] ?? ''), unit[2] ?? '')]
  const head = stopHeads.find((start) => message.startsWith(start))
  const unitName = head === undefined ? undefined : stopped.find((name) => message.startsWith(name, head.length))
  if (unitName !== undefined) return [factOf(record, 'runtime-stop', names.get(unitName) ?? unitName, message)]
  const killed = oomLine.exec(message)?.[1]
  return killed === undefined ? undefined : [factOf(record, 'runtime-crash', killed, 'killed by the OOM killer')]
}

const components: readonly string[] = [
  'cri-docker',
  'containerd',
  'crio',
  'kubelet',
  'kubelite',
  'k3s',
  'rke2',
  'docker',
]

const unitComponent = (unit: string): string => components.find((name) => unit.includes(name)) ?? unit

/** Stops, crashes and restarts of the runtime and of kubelet, by systemd, the kernel and containerd itself (systemd 219 to 252). */
export const fact: FactModule = {
  id: 'runtime-stop',
  title: 'A runtime or kubelet stops, crashes or is restarted',
  gate: [
    'Stop CRI service',
    '.service: Main process exited',
    '.service: Failed with result',
    '.service: Scheduled restart job',
    'holdoff time over, scheduling restart',
    '.service: Start request repeated',
    'killed by the OOM killer',
    ".service: State '",
    ...stopHeads.flatMap((head) => stopped.map((unit) => `${head}${unit}`)),
    'ut of memory: Kill',
  ],
  samples: [
    {
      line: 'Apr 26 00:43:24 node-1 systemd[1]: containerd.service: Main process exited, code=killed, status=9/KILL',
      facts: [
        { kind: 'runtime-crash', component: 'containerd', value: 'Main process exited, code=killed, status=9/KILL' },
      ],
    },
    {
      line: 'Apr 26 00:43:24 node-1 systemd[1]: Stopping containerd container runtime...',
      facts: [{ kind: 'runtime-stop', component: 'containerd' }],
    },
    {
      line: 'Apr 26 00:43:24 node-1 kernel: Out of memory: Killed process 1234 (containerd) total-vm:1000kB',
      facts: [{ kind: 'runtime-crash', component: 'containerd', value: 'killed by the OOM killer' }],
    },
  ],
  lookAlikes: [
    'Apr 26 00:43:24 node-1 systemd[1]: run-netns-cni\\x2d1234.mount: Deactivated successfully.',
    'Apr 26 00:43:24 node-1 systemd[1]: sshd.service: Main process exited, code=exited, status=255/n/a',
  ],
  read,
}
