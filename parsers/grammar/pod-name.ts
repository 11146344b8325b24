import type { PodFrom, PodRef } from './pod-metadata.ts'

/** `ns/name` or `name` of a klog object reference (`pod="kube-system/coredns-1"`); undefined for an empty one. */
export function readObjectReference(value: string): PodRef | undefined {
  const slash = value.indexOf('/')
  const name = slash < 0 ? value : value.slice(slash + 1)
  if (!isName(name)) return undefined
  return podRef(slash < 0 ? '' : value.slice(0, slash), name, '', -1, 'kobj')
}

/** Pod named anywhere in a text, by the most telling form first; undefined where none is. */
export function findPod(text: string): PodRef | undefined {
  return (
    readCniArguments(text) ??
    readSandboxName(text) ??
    readKubeletForm(text) ??
    readTwoPart(text) ??
    readMultusBracket(text) ??
    readQuotedName(text)
  )
}

const podRef = (namespace: string, name: string, uid: string, attempt: number, from: PodFrom): PodRef => ({
  namespace,
  name,
  uid,
  attempt,
  from,
})

// Names of objects: letters, digits, dots, dashes (kubectl prints masked ones with capitals, so those pass too).
const objectName = /^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/
const isName = (text: string): boolean => objectName.test(text)

// Args(IgnoreUnknown=1;K8S_POD_NAMESPACE=ns;K8S_POD_NAME=p;K8S_POD_INFRA_CONTAINER_ID=..;K8S_POD_UID=..)
const argumentEnd = /[;\s)"'\\,\]}]/

function argument(text: string, key: string): string {
  const at = text.indexOf(key)
  if (at < 0) return ''
  const rest = text.slice(at + key.length, at + key.length + 300)
  const end = rest.search(argumentEnd)
  return end < 0 ? rest : rest.slice(0, end)
}

function readCniArguments(text: string): PodRef | undefined {
  if (!text.includes('K8S_POD_NAME=')) return undefined
  const name = argument(text, 'K8S_POD_NAME=')
  if (!isName(name)) return undefined
  return podRef(argument(text, 'K8S_POD_NAMESPACE='), name, argument(text, 'K8S_POD_UID='), -1, 'cni-args')
}

// k8s_POD_etcd-a_kube-system_22dc3b.._0 (docker), k8s_web_default_fe3a.._0(c9e2..) (CRI-O), web_default_9adc.._1 (containerd)
const sandboxName =
  /(?:k8s_(?:POD_)?)?([A-Za-z0-9][A-Za-z0-9.-]{0,252})_([A-Za-z0-9-]{1,63})_([A-Za-z0-9-]{1,64})(?:_(\d{1,9}))?(?=([^A-Za-z0-9_.-])|$)/
const hasSandboxName = /_[A-Za-z0-9-]{1,63}_/

function readSandboxName(text: string): PodRef | undefined {
  if (!hasSandboxName.test(text)) return undefined
  const head = sandboxNameStart(text)
  const found = head < 0 ? null : sandboxName.exec(text.slice(head, head + 600))
  if (found === null || found.index > 1) return undefined
  const [, name = '', namespace = '', uid = '', attempt] = found
  return podRef(
    namespace,
    name,
    attempt === undefined ? '' : uid,
    attempt === undefined ? -1 : Number(attempt),
    'name-form',
  )
}

const nameMarkers: readonly string[] = [
  'k8s_',
  'reserve sandbox name ',
  'sandbox name ',
  'reserving pod name ',
  'container name ',
]

/** Where the token of the first sandbox name marker begins, quotes of any depth skipped; -1 if the text has none. */
function sandboxNameStart(text: string): number {
  for (const marker of nameMarkers) {
    const at = text.indexOf(marker)
    if (at >= 0) return marker === 'k8s_' ? at : skipQuotes(text, at + marker.length)
  }
  return -1
}

function skipQuotes(text: string, from: number): number {
  let at = from
  while (text[at] === '"' || text[at] === '\\' || text[at] === '/') at++
  return at
}

// "coredns-gt6gn_kube-system(d1ef344f-ab8f-487c-0c61-c01dff5be82f)"
const kubeletForm = /([A-Za-z0-9][A-Za-z0-9.-]{0,252})_([A-Za-z0-9-]{1,63})\(([A-Za-z0-9-]{1,64})(\)?)/

function readKubeletForm(text: string): PodRef | undefined {
  if (!text.includes('(')) return undefined
  const found = kubeletForm.exec(text)
  if (found === null) return undefined
  const [, name = '', namespace = '', uid = '', closed] = found
  // The tail of CRI-O's `.._<uid>_<attempt>(<sandbox id>)` has the same shape.
  if (uid.length === 64) return undefined
  return podRef(namespace, name, closed === '' ? '' : uid, -1, 'name-form')
}

// networkPlugin cni failed to set up pod "coredns-1_kube-system" network: ..
const dockershimForm = /\bpod \\*"([A-Za-z0-9][A-Za-z0-9.-]{0,252})_([A-Za-z0-9-]{1,63})\\*"/
// error adding pod default_web-0 to CNI network "cbr0": .. · Error adding kube-system_web/<id> to network bridge/x: ..
const reversedForm =
  /\b(?:adding|removing|deleting|checking) (?:pod )?([a-z0-9][a-z0-9-]{0,62})_([A-Za-z0-9][A-Za-z0-9.-]{0,252})(?=[\s/])/
// Error adding pod kube-system/web to network: .. · failed stopping pod kube-system/kube-scheduler-1: ..
const slashForm = /\bpod \\*"?([a-z0-9][a-z0-9-]{0,62})\/([A-Za-z0-9][A-Za-z0-9.-]{0,252})/

function readTwoPart(text: string): PodRef | undefined {
  const forward = dockershimForm.exec(text)
  if (forward !== null) return podRef(forward[2] ?? '', forward[1] ?? '', '', -1, 'name-form')
  const reversed = reversedForm.exec(text) ?? slashForm.exec(text)
  return reversed === null ? undefined : podRef(reversed[1] ?? '', trimDots(reversed[2] ?? ''), '', -1, 'name-form')
}

const trimDots = (name: string): string => (name.endsWith('.') ? name.slice(0, -1) : name)

// [default/nginx/59ad300d-..:cbr0] · [default/nginx:cbr0] · [default/nginx/:k8s-pod-network] · Multus: [drone/drone-1]: ..
const multusBracket =
  /\[([a-z0-9][a-z0-9-]{0,62})\/([a-z0-9][a-z0-9.-]{0,252})(?:\/([A-Za-z0-9-]{0,64}))?(?::[^\]\s]{0,253})?\]/

function readMultusBracket(text: string): PodRef | undefined {
  if (!text.includes('[')) return undefined
  const found = multusBracket.exec(text)
  if (found === null) return undefined
  const [all, namespace = '', name = '', uid = ''] = found
  // [default/web-0] networking: Multus: [default/web-0/59ad300d-..]: the uid may stand in a later one only.
  const later = uid === '' ? multusBracket.exec(text.slice(found.index + all.length)) : null
  return podRef(namespace, name, later?.[2] === name ? (later[3] ?? '') : uid, -1, 'name-form')
}

// network for pod "kafka-0": .. · failed to start sandbox container for pod "kube-apiserver-a.b.c": .. · .. adding pod web-0 to CNI
const quotedName =
  /\bfor pod \\*"([A-Za-z0-9][A-Za-z0-9.-]{0,252})\\*"|\badding pod ([A-Za-z0-9][A-Za-z0-9.-]{0,252}) to CNI\b/

function readQuotedName(text: string): PodRef | undefined {
  const found = quotedName.exec(text)
  const name = found?.[1] ?? found?.[2]
  return name === undefined ? undefined : podRef('', name, '', -1, 'name-form')
}
