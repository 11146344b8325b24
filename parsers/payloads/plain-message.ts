import type { Payload } from '../../src/model/parser.ts'
import type { PayloadRecord } from '../../src/model/record.ts'

/** A message without any logger's head: systemd, an event's text pasted alone, crictl and podman output. */
export const payload: Payload = {
  id: 'plain-message',
  title: 'plain message',
  order: 90,
  samples: [
    { text: 'Failed to create pod sandbox: x', record: { message: 'Failed to create pod sandbox: x', level: '' } },
  ],
  starts: () => false,
  read: (text): PayloadRecord => ({
    payload: 'plain-message',
    stamp: undefined,
    component: '',
    level: '',
    message: text,
    error: '',
    caller: '',
    field: () => undefined,
  }),
}
