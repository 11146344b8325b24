import type { Peeled } from '../../src/model/record.ts'
import type { Stamp } from '../../src/model/stamp.ts'
import { behindBlanks, type Sender } from './syslog-head.ts'

/** A peeled line with a syslog-like sender; `textAt` cuts the text from the line. */
export function fromSender(transport: string, line: string, stamp: Stamp | undefined, sender: Sender): Peeled {
  return {
    transport,
    text: line.slice(behindBlanks(line, sender.textAt)),
    stamp,
    host: sender.host,
    ident: sender.ident,
    pid: sender.pid,
    cut: false,
  }
}

/** A peeled line that names nobody. */
export function anonymous(transport: string, text: string, stamp: Stamp | undefined = undefined, ident = ''): Peeled {
  return { transport, text, stamp, host: '', ident, pid: '', cut: false }
}
