import type { SandboxEvent } from '../../src/model/event.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { closingQuote, unquoteGo } from '../grammar/go-unquote.ts'
import { failedEvent } from '../grammar/sandbox-event.ts'

// nerdctl: an OCI hook calls the plugins, its logrus line is quoted inside the runtime's error
// podman: `error parsing result from CNI plugins: ..`, `Error: plugin type="bridge" failed (add): ..`
const marks: readonly string[] = [
  'failed to call cni.Setup',
  'failed to call cni.Remove',
  'error parsing result from CNI plugins',
]

// ERRO[0000] Error deleting network: ...   ERRO[0001] Error adding network: ...   (ocicni inside podman; CRI-O's lines have a date)
const networkWording =
  /^Error (?:adding|deleting) (?:network|pod \S{1,300} to network|pod \S{1,300} from network)\b[^:]{0,200}: /

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message } = record
  const wording = record.component === 'crictl' ? networkWording.exec(message) : null
  if (wording !== null) {
    const parts = { operation: 'other', component: 'plugin', kind: 'container-engine-failed' } as const
    return [failedEvent(parts, message.slice(wording[0].length), message)]
  }
  const mark = marks.find((text) => message.includes(text))
  if (mark === undefined && !/^Error: plugin type=/.test(message)) return undefined
  const error = mark === undefined ? message.slice('Error: '.length) : nestedText(message, message.indexOf(mark))
  return [failedEvent({ operation: 'other', component: 'plugin', kind: 'container-engine-failed' }, error, message)]
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
    'Error: plugin type=',
    'Error adding network',
    'Error deleting network',
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
  ],
  lookAlikes: [
    'FATA[0001] failed to create shim task: OCI runtime create failed: runc create failed: permission denied',
  ],
  read,
}
