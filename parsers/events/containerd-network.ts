import type { SandboxEvent } from '../../src/model/event.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { failedEvent, plainEvent } from '../grammar/sandbox-event.ts'
import { runtimeOf } from '../grammar/speaker.ts'
import { errorText, nameAt } from '../grammar/wording.ts'

const tearDown = 'TearDown network for sandbox '
const forcible = 'Forcibly stopping sandbox '
const destroy = 'ailed to destroy network for sandbox '
const ignored = 'and ignoring because the sandbox network setup result is nil'

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message } = record
  const component = runtimeOf(record)
  if (message.startsWith(tearDown) && message.includes(' successfully', tearDown.length)) {
    const sandboxId = nameAt(message, tearDown.length).text
    return [
      plainEvent(
        { operation: 'other', component, kind: 'containerd-teardown-succeeded', sandboxId },
        'succeeded',
        message,
      ),
    ]
  }
  if (message.startsWith(forcible)) {
    const sandboxId = nameAt(message, forcible.length).text
    return [
      plainEvent(
        { operation: 'StopPodSandbox', component, kind: 'containerd-forcible-stop', sandboxId },
        'started',
        message,
      ),
    ]
  }
  return message.startsWith(destroy, 1) ? readDestroy(record) : undefined
}

function readDestroy(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message } = record
  // A text without its own error field is the error of an operation itself, not containerd's clean-up line.
  if (record.error === '' && record.level === '') return undefined
  const id = nameAt(message, 1 + destroy.length)
  const base = { operation: 'other', component: runtimeOf(record), sandboxId: id.text, secondary: true } as const
  if (message.includes(ignored, id.end)) {
    return [plainEvent({ ...base, kind: 'containerd-destroy-network-ignored' }, 'succeeded', message)]
  }
  return [
    failedEvent(
      { ...base, kind: 'containerd-destroy-network-failed' },
      errorText(record, message.slice(id.end - 1)),
      message,
    ),
  ]
}

const id = 'a1b2c3d4'.repeat(8)

/** Network lines that containerd writes while a request runs (sandbox_stop.go, sandbox_remove.go, sandbox_run.go, all versions). */
export const event: EventModule = {
  id: 'containerd-network',
  title: 'containerd: network torn down, forcible stop, network clean-up after a failed start',
  gate: ['TearDown network for sandbox', 'Forcibly stopping sandbox', 'ailed to destroy network for sandbox'],
  heads: ['TearDown', 'Forcibly', 'Failed', 'failed'],
  samples: [
    {
      line: `time="2022-04-26T00:43:24.518165483Z" level=info msg="TearDown network for sandbox \\"${id}\\" successfully"`,
      event: {
        operation: 'other',
        outcome: 'succeeded',
        sandboxId: id,
        kind: 'containerd-teardown-succeeded',
        secondary: false,
      },
    },
    {
      line: `time="2022-04-26T00:43:24.518165483Z" level=info msg="Forcibly stopping sandbox \\"${id}\\""`,
      event: { operation: 'StopPodSandbox', outcome: 'started', sandboxId: id, kind: 'containerd-forcible-stop' },
    },
    {
      line: `time="2022-04-26T00:43:24.518165483Z" level=error msg="Failed to destroy network for sandbox \\"${id}\\"" error="plugin type=\\"portmap\\" failed (delete): incompatible CNI versions; config is \\"1.0.0\\", plugin supports [\\"0.1.0\\" \\"0.4.0\\"]"`,
      event: {
        operation: 'other',
        outcome: 'failed',
        sandboxId: id,
        plugin: 'portmap',
        configVersion: '1.0.0',
        secondary: true,
      },
    },
    {
      line: `time="2026-04-26T00:43:24.518165483Z" level=warning msg="failed to destroy network for sandbox \\"${id}\\"; and ignoring because the sandbox network setup result is nil indicating the network setup never completed" error="cni plugin not initialized"`,
      event: { operation: 'other', outcome: 'succeeded', sandboxId: id, kind: 'containerd-destroy-network-ignored' },
    },
  ],
  lookAlikes: [
    `time="2022-04-26T00:43:24.518165483Z" level=debug msg="TearDown network for sandbox \\"${id}\\" begins"`,
  ],
  read,
}
