import { messageTemplate } from '../base/message-template.ts'
import type { PlacedEvent } from '../model/event.ts'
import { type Dictionary, detached } from './dictionary.ts'

/** Messages that are found by their text as it stands; when there are more, all are forgotten. */
export const RECENT_MESSAGES = 1000

/** Row ids of messages; 0 = absent. */
export interface MessageIds {
  readonly id: (event: PlacedEvent) => number
  /** True once recent messages were forgotten. */
  readonly forgot: () => boolean
}

/** `messages`: by text, and whether it is a template. */
export function messageIds(messages: Dictionary<readonly [string, number]>): MessageIds {
  /** Messages without a part of their own: what was stored as it stands may be stored so again, whoever prints it. */
  const plain = new Map<string, number>()
  const templated = new Map<string, number>()
  let forgot = false
  const remember = (recent: Map<string, number>, text: string, id: number): number => {
    if (recent.size >= RECENT_MESSAGES) {
      recent.clear()
      forgot = true
    }
    recent.set(detached(text), id)
    return id
  }
  const id = (event: PlacedEvent): number => {
    const { packed } = event
    if (packed?.isTemplate) {
      const { template } = packed
      const known = templated.get(template)
      return known ?? remember(templated, template, messages.id(`1${template}`, [template, 1]))
    }
    const message = packed?.template ?? event.message
    if (message === '') return 0
    const known = plain.get(message)
    if (known !== undefined) return known
    const text = packed === undefined ? messageTemplate(event) : message
    if (text !== message) return messages.id(`1${text}`, [text, 1])
    return remember(plain, text, messages.id(`0${text}`, [text, 0]))
  }
  return { id, forgot: () => forgot }
}
