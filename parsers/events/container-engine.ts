import type { SandboxEvent } from '../../src/model/event.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { closingQuote, unquoteGo } from '../grammar/go-unquote.ts'
import { failedEvent } from '../grammar/sandbox-event.ts'
import { isEngine } from '../grammar/speaker.ts'

// nerdctl: an OCI hook calls the plugins, its logrus line is quoted inside the runtime's error; it looks for their binaries before
// podman: `error parsing result from CNI plugins: ..`, `Error: plugin type="bridge" failed (add): ..`
const marks: readonly string[] = [
  'failed to call cni.Setup',
  'failed to call cni.Remove',
  'error parsing result from CNI plugins',
  'needs CNI plugin "',
]

const networkWordings: readonly RegExp[] = [
  // ERRO[0000] Error deleting network: ...   ERRO[0001] Error adding network: ...   (ocicni inside podman)
  /^Error (?:adding|deleting) (?:network|pod \S{1,300} to network|pod \S{1,300} from network)\b[^:]{0,200}: /,
  // Error while removing pod from CNI network "podman": ...
  /^Error while (?:adding|removing) pod (?:to|from) CNI network[^:]{0,200}: /,
  // Failed to tear down network namespace for container 2f1c..: ...
  /^Failed to tear down network namespace for container \S{1,80}: /,
  // Unable to cleanup network for container 2f1c..: "error tearing down network namespace configuration for container ..
  /^Unable to clean ?up network for container \S{1,80}: /,
]

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message } = record
  const error = isEngine(record) ? networkError(message) : undefined
  if (error !== undefined) return failed(error, message)
  const mark = marks.find((text) => message.includes(text))
  if (mark !== undefined) return failed(nestedText(message, message.indexOf(mark)), message)
  return /^Error: plugin type=/.test(message) ? failed(message.slice('Error: '.length), message) : undefined
}

const failed = (error: string, message: string): readonly SandboxEvent[] => [
  failedEvent({ operation: 'other', component: 'plugin', kind: 'container-engine-failed' }, error, message),
]

/** Error text of an engine's line about CNI; undefined where it is about something else, netavark among it, which is no CNI. */
function networkError(message: string): string | undefined {
  if (message.includes('netavark')) return undefined
  for (const wording of networkWordings) {
    const found = wording.exec(message)
    if (found !== null) return message.slice(found[0].length)
  }
  return undefined
}

/** The text from `from` on; where it stands inside a quoted `msg="..`, up to its quote and unescaped. */
function nestedText(message: string, from: number): string {
  if (message[from - 1] !== '"') return message.slice(from)
  const end = closingQuote(message, from)
  return unquoteGo(message.slice(from, end < 0 ? undefined : end))
}

/** Container engines that call CNI plugins without CRI: no pod sandbox, so operation `other`. */
export const event: EventModule = {
  id: 'container-engine',
  title: 'podman, nerdctl and OCI hooks: a CNI plugin failed',
  gate: [
    'failed to call cni.',
    'result from CNI plugins',
    'needs CNI plugin ',
    'Error: plugin type=',
    'Error adding network',
    'Error deleting network',
    'adding pod to CNI network',
    'removing pod from CNI network',
    'tear down network namespace for container',
    'up network for container',
  ],
  samples: [
    {
      line: 'FATA[0001] failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error running hook: exit status 1, output: level=fatal msg="failed to call cni.Setup: plugin type=\\"isolation\\" failed (add): incompatible CNI versions; config is \\"1.0.0\\", plugin supports [\\"0.1.0\\" \\"0.4.0\\"]"',
      event: {
        operation: 'other',
        outcome: 'failed',
        plugin: 'isolation',
        configVersion: '1.0.0',
        kind: 'container-engine-failed',
      },
    },
    {
      line: 'error parsing result from CNI plugins: cannot convert version ["" "0.1.0" "0.2.0"] to 0.3.1',
      event: { operation: 'other', outcome: 'failed', cause: 'cni-result-version-unsupported' },
    },
    {
      line: 'ERRO[0000] Error deleting network: invalid version "": the version is empty',
      event: { operation: 'other', outcome: 'failed', component: 'plugin', cause: 'cni-config-version-missing' },
    },
    {
      line: 'FATA[0000] needs CNI plugin "bridge" to be installed in CNI_PATH ("/opt/cni/bin"), see https://github.com/containernetworking/plugins/releases: exec: "/opt/cni/bin/bridge": stat /opt/cni/bin/bridge: no such file or directory',
      event: { operation: 'other', outcome: 'failed', plugin: 'bridge', cause: 'cni-plugin-binary-missing' },
    },
    {
      line: 'time="2021-11-29T15:59:20Z" level=error msg="Unable to cleanup network for container 2f1c0f4d6a7e: \\"error tearing down network namespace configuration for container 2f1c0f4d6a7e: 1 error occurred:\\\\n\\\\t* plugin type=\\\\\\"bridge\\\\\\" failed (delete): cni plugin bridge failed: running [/usr/sbin/iptables -t nat -D POSTROUTING --wait]: exit status 2: iptables v1.8.7 (nf_tables): Chain \'CNI-1\' does not exist\\\\n\\\\n\\""',
      event: { operation: 'other', outcome: 'failed', plugin: 'bridge', cause: 'dataplane-failed' },
    },
  ],
  lookAlikes: [
    'FATA[0001] failed to create shim task: OCI runtime create failed: runc create failed: permission denied',
    'time="2024-04-08T10:21:42Z" level=error msg="Unable to clean up network for container 2f1c0f4d6a7e: \\"1 error occurred:\\\\n\\\\t* netavark: : EOF\\\\n\\\\n\\""',
  ],
  read,
}
