import type { CauseDefinition } from '../../src/model/cause.ts'
import { anyOf, matching } from '../errors/patterns.ts'

/** A call ran out of time and nothing deeper is named. */
export const cause: CauseDefinition = {
  id: 'runtime-timeout',
  title: 'A call to the runtime ran out of time',
  severity: 'high',
  patterns: [
    // wait sandbox container "2f1c": context deadline exceeded
    matching(72, 'wait sandbox container', /context (?:deadline exceeded|canceled)/),
    matching(
      64,
      'failed to ',
      /failed to (?:create containerd task|create shim|start sandbox|stop (?:sandbox )?container|kill).{0,2000}context (?:deadline exceeded|canceled)$/,
    ),
    ...anyOf(60, ['operation timeout: context deadline exceeded', 'did not start before the specified timeout']),
    ...anyOf(22, [
      'deadline exceeded',
      'deadlineexceeded',
      'context canceled',
      'operation timed out',
      'time limit exceeded',
      'timed out waiting for the condition',
    ]),
  ],
  what: 'The operation did not end within its time limit, and no line says what it waited for.',
  why: 'kubelet waits four minutes for a sandbox and two for other calls. Behind a time-out stands something slow or stuck: a plugin waiting for its agent or the API, a hanging shim, an overloaded disk or CPU, a stuck mount. Look for the first sandbox that did not come back; name conflicts that follow are consequences.',
  steps: [
    {
      text: 'List the oldest plugin, runc and shim processes on the node, and those that hang in disk sleep (state D).',
      commands:
        'ps -eo pid,ppid,stat,etime,args --sort=-etime | grep -E "/opt/cni/bin|runc|containerd-shim" | head -20\nps -eo stat,pid,args | grep "^D" | head',
      check:
        'A plugin that is minutes old: its agent or the API is the trouble. Processes in state D: the disk or a mount.',
    },
    {
      text: 'Look at load, disk and memory.',
      commands: 'uptime; free -m; iostat -x 1 3 | tail -20; cat /proc/pressure/io',
      check: 'No device at 100 %util, no memory pressure.',
    },
    {
      text: 'If the runtime itself hangs, keep its stacks before you restart it.',
      commands: 'kill -USR1 $(pidof containerd); journalctl -u containerd -n 5\nsystemctl restart containerd',
      check: 'crictl --timeout 5s pods answers, and kubelet has no new DeadlineExceeded.',
    },
  ],
  references: [
    {
      title: 'Kubernetes: kubelet configuration, runtimeRequestTimeout',
      url: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    },
    { title: 'containerd: Debugging', url: 'https://github.com/containerd/containerd/blob/main/docs/ops.md' },
  ],
  knownVersions: '',
  samples: [
    'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
    'rpc error: code = Canceled desc = failed to stop sandbox container "2f1c" in "SANDBOX_READY" state: wait sandbox container "2f1c": context canceled',
    'rpc error: code = Unknown desc = operation timeout: context deadline exceeded',
    'failed to setup network for sandbox "2f1c": rpc error: code = DeadlineExceeded desc = Deadline Exceeded',
  ],
  lookAlikes: [
    'failed to get pod annotation: timed out waiting for annotations: context deadline exceeded',
    'error getting ClusterInformation: Get "https://10.96.0.1:443/apis": context deadline exceeded',
    "connect endpoint 'unix:///run/containerd/containerd.sock', make sure you are running as root and the endpoint has been started: context deadline exceeded",
  ],
}
