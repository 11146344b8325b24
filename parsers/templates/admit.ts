import { messageTemplate } from '../../src/base/message-template.ts'
import type { StampReader } from './head.ts'
import { isSameTelling } from './same-telling.ts'
import { type Model, type Template, tell } from './template.ts'
import type { ReadPlainly, Told } from './told.ts'

/**
 * Whether a line of the template says with its values what the template makes of it. Values that were all met before are known to; others are
 * asked of the ordinary way, once.
 */
export function isAdmitted(template: Template, line: string, read: ReadPlainly, reader: StampReader): boolean {
  const { values } = template.model
  if (values.has(line, template)) return true
  if (values.isRefused(line, template)) return false
  const isSame = saysTheSame(template, line, read, reader)
  if (isSame) values.add(line, template)
  else values.refuse(line, template)
  return isSame
}

function saysTheSame(template: Template, line: string, read: ReadPlainly, reader: StampReader): boolean {
  const own = read(line)
  const told = own === undefined ? undefined : tell(template, line, own.record, reader)
  if (own === undefined || told === undefined || (template.closed && !own.closed)) return false
  return isSameTelling(told, own) && hasMessagesOf(template.model, told)
}

/** Whether the messages are those that the shapes of the model's lines stand for. */
function hasMessagesOf({ messages }: Model, { events }: Told): boolean {
  return messages === undefined || events.every((event, i) => messageTemplate(event) === messages[i])
}
