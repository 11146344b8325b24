import type { SandboxEvent } from '../../src/model/event.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { failedEvent } from '../grammar/sandbox-event.ts'

// [ERROR CRI]: container runtime is not running: output: Cannot connect to the Docker daemon ...
const mark = 'container runtime is not running: '

/** Longest output of crictl that is looked at. */
const longest = 4096

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message } = record
  const at = message.indexOf(mark)
  if (at < 0) return undefined
  const from = at + mark.length
  const [output = ''] = message.slice(from, from + longest).split('\\n', 1)
  return [
    failedEvent(
      { operation: 'other', component: 'crictl', kind: 'crictl-connect-failed', cause: 'runtime-unavailable' },
      output.replace(/^output: /, ''),
      message,
    ),
  ]
}

/** kubeadm asks the runtime through crictl before it begins and quotes the answer, in a terminal or in the result of an automation tool. */
export const event: EventModule = {
  id: 'kubeadm-preflight',
  title: 'kubeadm: the container runtime is not running',
  gate: ['runtime is not running: '],
  samples: [
    {
      line: '\t[ERROR CRI]: container runtime is not running: output: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
      event: { operation: 'other', outcome: 'failed', component: 'crictl', cause: 'runtime-unavailable' },
    },
    {
      line: '{"changed": true, "rc": 1, "stderr": "error execution phase preflight: [preflight] Some fatal errors occurred:\\n\\t[ERROR CRI]: container runtime is not running: output: E0211 10:01:02.003004    3021 remote_runtime.go:948] \\"Status from runtime service failed\\" err=\\"rpc error: code = Unimplemented desc = unknown service runtime.v1alpha2.RuntimeService\\"\\n, error: exit status 1", "stderr_lines": ["error exec',
      event: { operation: 'other', outcome: 'failed', component: 'crictl', cause: 'runtime-unavailable' },
    },
  ],
  lookAlikes: ['\t[ERROR Port-10250]: Port 10250 is in use', 'the container runtime is not running yet, waiting'],
  read,
}
