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
    readWholeBracket(text) ??
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

/** First match of a sticky pattern behind one of the places where `literal` stands; null if there is none. */
function matchAt(text: string, literal: string, sticky: RegExp): RegExpExecArray | null {
  for (let at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, at + literal.length)) {
    sticky.lastIndex = at
    const found = sticky.exec(text)
    if (found !== null) return found
  }
  return null
}

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
// No prefix is a name: of k8s_web-0_default (shortened by hand) nothing is told.
const sandboxName =
  /(?:k8s_(?:POD_)?)?(?!k8s_|POD_)([A-Za-z0-9][A-Za-z0-9.-]{0,252})_([A-Za-z0-9-]{1,63})_([A-Za-z0-9-]{1,64})(?:_(\d{1,9}))?(?![A-Za-z0-9_.-])/y
const nameMarkers: readonly string[] = [
  'reserve sandbox name ',
  'sandbox name ',
  'reserving pod name ',
  'container name ',
]

function readSandboxName(text: string): PodRef | undefined {
  const at = sandboxNameStart(text)
  if (at < 0) return undefined
  sandboxName.lastIndex = at
  const found = sandboxName.exec(text)
  if (found === null) return undefined
  const [, name = '', namespace = '', uid = '', attempt] = found
  // Without an attempt the name was cut inside the uid.
  if (attempt === undefined) return podRef(namespace, name, '', -1, 'name-form')
  return podRef(namespace, name, uid, Number(attempt), 'name-form')
}

/** Where the first sandbox name begins, quotes of any depth skipped; -1 if the text has none. */
function sandboxNameStart(text: string): number {
  const prefixed = text.indexOf('k8s_')
  if (prefixed >= 0) return prefixed
  if (!text.includes(' name ')) return -1
  for (const marker of nameMarkers) {
    const at = text.indexOf(marker)
    if (at >= 0) return skipQuotes(text, at + marker.length)
  }
  return -1
}

function skipQuotes(text: string, from: number): number {
  let at = from
  while (text[at] === '"' || text[at] === '\\' || text[at] === '/') at++
  return at
}

// "coredns-gt6gn_kube-system(d1ef344f-ab8f-487c-0c61-c01dff5be82f)": the part in front of the bracket, then the uid
const frontOfUid = /(?:^|[^A-Za-z0-9_.-])([A-Za-z0-9][A-Za-z0-9.-]{0,252})_([A-Za-z0-9-]{1,63})$/
const uidInBrackets = /([A-Za-z0-9-]{1,64})(\)?)/y

function readKubeletForm(text: string): PodRef | undefined {
  for (let at = text.indexOf('('); at > 0; at = text.indexOf('(', at + 1)) {
    if (!isWordCharacter(text.charCodeAt(at - 1))) continue
    const front = text.slice(Math.max(0, at - 320), at)
    const found = front.includes('_') ? frontOfUid.exec(front.slice(wordStart(front))) : null
    if (found === null) continue
    uidInBrackets.lastIndex = at + 1
    const [, uid = '', closed] = uidInBrackets.exec(text) ?? []
    // The tail of CRI-O's `.._<uid>_<attempt>(<sandbox id>)` has the same shape.
    if (uid === '' || uid.length === 64) continue
    return podRef(found[2] ?? '', found[1] ?? '', closed === '' ? '' : uid, -1, 'name-form')
  }
  return undefined
}

const isWordCharacter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90)

/** Start of the last run of name characters in `text`. */
function wordStart(text: string): number {
  let at = text.length
  while (at > 0 && (isWordCharacter(text.charCodeAt(at - 1)) || '-_.'.includes(text.charAt(at - 1)))) at--
  return at
}

// networkPlugin cni failed to set up pod "coredns-1_kube-system" network: .. · .. set up pod web-0_default" network: ..
const dockershimForm = /pod (?:\\*["“])?([A-Za-z0-9][A-Za-z0-9.-]{0,252})_([A-Za-z0-9-]{1,63})\\*["”]/y
// Error adding pod kube-system/web to network: .. · failed stopping pod kube-system/kube-scheduler-1: ..
const slashForm = /pod \\*"?([a-z0-9][a-z0-9-]{0,62})\/([A-Za-z0-9][A-Za-z0-9.-]{0,252})/y
// Failed to assign an IP address to pod web-0, namespace shop container 2f1c.. (aws-cni)
const commaForm = /pod ([A-Za-z0-9][A-Za-z0-9.-]{0,252}), namespace ([a-z0-9][a-z0-9-]{0,62})\b/y
// error adding pod default_web-0 to CNI network "cbr0": .. · Error adding kube-system_web/<id> to network bridge/x: ..
const reversedForm = /ing (?:pod )?([a-z0-9][a-z0-9-]{0,62})_([A-Za-z0-9][A-Za-z0-9.-]{0,252})(?=[\s/])/y
const reversedVerbs: readonly string[] = ['add', 'remov', 'delet', 'check']

// failed to "SetupNetwork" for "web_default" with SetupNetworkError: .. (kubelet up to 1.5)
const setupForm = /Network\\*" for \\*"([A-Za-z0-9][A-Za-z0-9.-]{0,252})_([A-Za-z0-9-]{1,63})\\*"/y

function readTwoPart(text: string): PodRef | undefined {
  const forward =
    matchAt(text, 'pod ', dockershimForm) ?? matchAt(text, 'Network', setupForm) ?? matchAt(text, 'pod ', commaForm)
  if (forward !== null) return podRef(forward[2] ?? '', forward[1] ?? '', '', -1, 'name-form')
  const reversed = readReversed(text) ?? matchAt(text, 'pod ', slashForm)
  return reversed === null ? undefined : podRef(reversed[1] ?? '', trimDots(reversed[2] ?? ''), '', -1, 'name-form')
}

function readReversed(text: string): RegExpExecArray | null {
  const found = matchAt(text, 'ing ', reversedForm)
  return found !== null && reversedVerbs.some((verb) => text.endsWith(verb, found.index)) ? found : null
}

const trimDots = (name: string): string => (name.endsWith('.') ? name.slice(0, -1) : name)

// The name of the network comes last and may hold a blank (a copy that was wrapped there).
// [default/nginx/59ad300d-..:cbr0] · [default/nginx:cbr0] · [default/nginx/:k8s-pod-network] · Multus: [drone/drone-1]: ..
// [shop/web-0 2f1c.. network l2-network NAD shop/l2-network]: ovn-kubernetes
const multusBracket =
  /\[([a-z0-9][a-z0-9-]{0,62})\/([a-z0-9][a-z0-9.-]{0,252})(?:\/([A-Za-z0-9-]{0,64}))?(?::[^\]]{0,253}| [0-9a-f]{64}[^\]]{0,400})?\]/y
// [default/web-0/59ad300d-cf : the text was cut behind the name
const cutBracket =
  /\[([a-z0-9][a-z0-9-]{0,62})\/([a-z0-9][a-z0-9.-]{0,252})\/([0-9a-f]{8}-[0-9a-f-]{0,27})?(?::[^\]]{0,253})?$/y
/** A whole uid. */
const UID_LENGTH = 36

// [default/web-0/59ad300d-cf9f-4f91-84c9-2015c41bc3c1:net1]: with the uid it is the pod for certain; a delegate may name another (a virtual machine)
const wholeBracket =
  /\[([a-z0-9][a-z0-9-]{0,62})\/([a-z0-9][a-z0-9.-]{0,252})\/([0-9a-f]{8}-[0-9a-f-]{27})(?::[^\]]{0,253})?\]/y

function readWholeBracket(text: string): PodRef | undefined {
  const found = matchAt(text, '[', wholeBracket)
  if (found === null) return undefined
  const [, namespace = '', name = '', uid = ''] = found
  return podRef(namespace, name, uid, -1, 'name-form')
}

function readMultusBracket(text: string): PodRef | undefined {
  const found = matchAt(text, '[', multusBracket)
  if (found === null) return readCutBracket(text)
  const [all, namespace = '', name = '', uid = ''] = found
  // [default/web-0] networking: Multus: [default/web-0/59ad300d-..]: the uid may stand in a later one only.
  const later = uid === '' ? matchAt(text.slice(found.index + all.length), '[', multusBracket) : null
  return podRef(namespace, name, later?.[2] === name ? (later[3] ?? '') : uid, -1, 'name-form')
}

function readCutBracket(text: string): PodRef | undefined {
  const found = matchAt(text, '[', cutBracket)
  if (found === null) return undefined
  const [, namespace = '', name = '', uid = ''] = found
  return podRef(namespace, name, uid.length === UID_LENGTH ? uid : '', -1, 'name-form')
}

// network for pod "kafka-0": .. · failed to start sandbox container for pod "kube-apiserver-a.b.c": .. · adding pod web-0 to CNI ..
const quotedName = /for pod \\*["“]([A-Za-z0-9][A-Za-z0-9.-]{0,252})\\*["”]/y
// NetworkPlugin cni failed to set up pod "nginx-pod" network: .. (its namespace left out by hand)
const setUpName = /(?:up|down) pod \\*["“]([A-Za-z0-9][A-Za-z0-9.-]{0,252})\\*["”] network/
const addedName = /adding pod ([A-Za-z0-9][A-Za-z0-9.-]{0,252}) to CNI\b/y

function readQuotedName(text: string): PodRef | undefined {
  const found = matchAt(text, 'for pod ', quotedName) ?? matchAt(text, 'adding pod ', addedName)
  const name = (found ?? (text.includes('pod "') || text.includes('pod \\"') ? setUpName.exec(text) : null))?.[1]
  return name === undefined ? undefined : podRef('', name, '', -1, 'name-form')
}
