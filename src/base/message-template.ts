// Control characters stand for the parts of a message that differ between events of the same wording.
const SANDBOX_MARK = '\u0001'
const UID_MARK = '\u0002'
const NAME_MARK = '\u0003'
const MARKS = /[\u0001-\u0003]/

/** Shorter pod names could stand in any word of a message. */
const SHORTEST_NAME = 4

/** What is replaced in a message. */
interface Parts {
  readonly sandboxId: string
  readonly podUid: string
  readonly podName: string
}

/**
 * The message with its own event's sandbox id, pod uid and pod name replaced by marks, so that one text serves all events of a
 * wording (view `event` of the store puts them back). A message that holds a mark itself stays as it is.
 */
export function messageTemplate(event: Parts & { readonly message: string }): string {
  const { message, sandboxId, podUid, podName } = event
  if (MARKS.test(message)) return message
  let text = message
  if (sandboxId !== '' && text.includes(sandboxId)) text = text.replaceAll(sandboxId, SANDBOX_MARK)
  if (podUid !== '' && text.includes(podUid)) text = text.replaceAll(podUid, UID_MARK)
  if (podName.length >= SHORTEST_NAME && text.includes(podName)) text = text.replaceAll(podName, NAME_MARK)
  return MARKS.test(podName) || MARKS.test(podUid) || MARKS.test(sandboxId) ? message : text
}

/** The message that a template stands for. A part that is put in holds no mark, so their order does not matter. */
export function fillTemplate(template: string, { sandboxId, podUid, podName }: Parts): string {
  let text = template
  if (text.includes(SANDBOX_MARK)) text = text.replaceAll(SANDBOX_MARK, () => sandboxId)
  if (text.includes(UID_MARK)) text = text.replaceAll(UID_MARK, () => podUid)
  if (text.includes(NAME_MARK)) text = text.replaceAll(NAME_MARK, () => podName)
  return text
}
