/** How the pod of an event is known. */
export type PodFrom = 'metadata' | 'kobj' | 'name-form' | 'cni-args' | 'event-object'

/** A pod as a text names it. Texts are '' where the text does not say (or was cut); `attempt` is -1 then. */
export interface PodRef {
  readonly namespace: string
  readonly name: string
  readonly uid: string
  readonly attempt: number
  readonly from: PodFrom
}

const gogoHead = 'PodSandboxMetadata{'

/**
 * Pod metadata of a containerd Run line: `&PodSandboxMetadata{Name:..,Uid:..,Namespace:..,Attempt:0,}` (containerd up to 2.1)
 * or protobuf text (2.2 and later: `name:"x"  uid:"y"  namespace:"z"  attempt:1`, one or two blanks between, the attempt
 * absent when 0, quotes at any escaping depth). A last value that was cut is left out. Undefined where the text has neither.
 */
export function readPodMetadata(text: string): PodRef | undefined {
  const gogo = text.indexOf(gogoHead)
  return gogo >= 0 ? readGogo(text, gogo + gogoHead.length) : readProtobufText(text)
}

function readGogo(text: string, from: number): PodRef | undefined {
  const end = text.indexOf('}', from)
  const body = end < 0 ? text.slice(from) : text.slice(from, end)
  const name = gogoValue(body, 'Name:')
  if (name === '') return undefined
  const attempt = gogoValue(body, 'Attempt:')
  return {
    namespace: gogoValue(body, 'Namespace:'),
    name,
    uid: gogoValue(body, 'Uid:'),
    attempt: /^\d{1,9}$/.test(attempt) ? Number(attempt) : -1,
    from: 'metadata',
  }
}

/** Value of `key` up to its comma; '' where the key is absent or its value was cut before the comma. */
function gogoValue(body: string, key: string): string {
  let at = body.startsWith(key) ? 0 : body.indexOf(`,${key}`) + 1
  if (at === 0 && !body.startsWith(key)) return ''
  at += key.length
  const end = body.indexOf(',', at)
  return end < 0 ? '' : body.slice(at, end).trim()
}

// name:\"xwing\"  uid:\"42ae..\"  namespace:\"default\"  attempt:1
const protobufText =
  /\bname:\\*"([^"\\]+)\\*"\s{1,3}uid:\\*"([^"\\]*)\\*"(?:\s{1,3}namespace:\\*"([^"\\]*)\\*")?(?:\s{1,3}attempt:(\d{1,9}))?/

// name:\"xwing\" alone: the rest of the line was cut away.
const protobufHead = /\bname:\\*"([^"\\]+)\\*"/

function readProtobufText(text: string): PodRef | undefined {
  if (!text.includes('name:')) return undefined
  const found = protobufText.exec(text)
  if (found !== null) {
    const [, name = '', uid = '', namespace, attempt] = found
    return {
      namespace: namespace ?? '',
      name,
      uid,
      // The protobuf text form leaves zero values out: no attempt behind a namespace is attempt 0.
      attempt: attempt === undefined ? (namespace === undefined ? -1 : 0) : Number(attempt),
      from: 'metadata',
    }
  }
  const name = protobufHead.exec(text)?.[1]
  return name === undefined ? undefined : { namespace: '', name, uid: '', attempt: -1, from: 'metadata' }
}
