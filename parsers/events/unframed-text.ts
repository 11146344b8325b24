import type { SandboxEvent } from '../../src/model/event.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { type Phrase, phrases } from '../grammar/bare-phrases.ts'
import { sandboxReasons } from '../grammar/pod-event.ts'
import type { PodRef } from '../grammar/pod-metadata.ts'
import { findPod } from '../grammar/pod-name.ts'
import { failedEvent } from '../grammar/sandbox-event.ts'

const stopCall = /StopPodSandbox \\*"[0-9a-f]{64}\\*" from runtime service failed/

// `  "story": "Every stop failed with \"the version is empty\"."`: a member of a pretty-printed JSON document
const jsonMember = /^\s*"([^"\\]{1,60})"\s*:\s*"/
const messageKeys = /message|msg|err|reason|status|std(?:err|out)|log|note|detail|text|output/i

/** Prose in a document (a title, a story, a description) may quote an error; only members that hold messages report one. */
const isProse = (message: string): boolean => {
  const key = jsonMember.exec(message)?.[1]
  return key !== undefined && !messageKeys.test(key)
}

// FAILED! => {.. "stderr": "..", "stderr_lines": ["..: Ansible prints each stream a second time, by lines
const secondCopy = /", "std(?:err|out)_lines": \[/

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const copy = record.message.search(secondCopy)
  const message = squeezed(copy < 0 ? record.message : record.message.slice(0, copy))
  // A logger's own line that no module knows is about something else and merely repeats the words; but tests and
  // controllers do log Events, with their reason.
  if (record.level !== '' && !sandboxReasons.some((reason) => message.includes(reason))) return undefined
  if (isProse(message)) return undefined
  const stop = stopCall.exec(message)
  if (stop !== null) {
    const component = record.component || 'kubelet'
    const pod = findPod(message.slice(0, stop.index))
    const parts = { operation: 'StopPodSandbox', component, kind: 'bare-stop-failed', pod } as const
    return [failedEvent(parts, message.slice(stop.index), message)]
  }
  const found = firstPhrase(message)
  if (found === undefined || isSearchOrSource(message, found.at) || isQuotation(message, found)) return undefined
  if (isLinkTitle(message) || isContainerOnly(message)) return undefined
  const { operation, kind } = found.phrase
  const component = record.component || found.phrase.component
  // Words in front of the phrase may name the sandbox (a head that was cut begins with the quoted id).
  const error = found.at < 120 ? message : message.slice(found.at)
  const secondary = message.startsWith('(combined from similar events)')
  const pod = namedObject(message.slice(0, found.at))
  return [failedEvent({ operation, component, kind, secondary, pod }, error, message)]
}

// - kube_events: 'Pod/web-0 FailedCreatePodSandBox (x201): Failed to create pod sandbox: ..'
const podObject = /(?:^|[\s'"`(])pods?\/([a-z0-9][a-z0-9.-]{0,252})(?=[\s:'"`)])/i

/** The pod that a summary of Events names in front of the error. */
function namedObject(text: string): PodRef | undefined {
  const name = podObject.exec(text)?.[1]
  return name === undefined ? undefined : { namespace: '', name, uid: '', attempt: -1, from: 'event-object' }
}

// Failed to create  pod sandbox: rpc error: .. networkPlugin cni failed  to set up pod "web-0_shop" network:  failed to ..
/** A page that wrapped a text leaves two blanks where it did so. */
const squeezed = (text: string): string =>
  text.includes('  ') && firstPhrase(text) === undefined ? text.replace(/(\S) {2,4}(?=\S)/g, '$1 ') : text

// error killing pod: failed to "KillContainer" for "web" with KillContainerError: ".."   its sandbox was not reached
const isContainerOnly = (message: string): boolean =>
  message.includes('error killing pod: ') && message.includes('KillContainerError') && !message.includes('PodSandbox')

// $ journalctl -u kubelet | grep "failed to setup network for sandbox"
const search = /\b(?:e|f|z|rip)?grep\b/
// return nil, fmt.Errorf("failed to setup network for sandbox %q: %w", id, err)
const verb = /^[^%]{0,40}%[+#]?[qsvwd]/
// const refused = "Failed to create pod sandbox: rpc error: " +
const joined = /" ?\+\s*$/

/** Words of a search or of a program's source are no error. */
function isSearchOrSource(message: string, at: number): boolean {
  return search.test(message.slice(0, at)) || verb.test(message.slice(at)) || joined.test(message)
}

// 1. [Container runtime network not ready: cni config uninitialized [closed]](https://stackoverflow.com/questions/1)
const listMark = /^(?:[-*+]|\d{1,3}[.)])? {0,4}\[/
const pageLink = /^\]\(https?:\/\/\S{1,2000}\)$/

/** An item of a list of links: the title of a page. */
function isLinkTitle(message: string): boolean {
  const text = message.trim()
  const link = text.lastIndexOf('](http')
  return link > 0 && listMark.test(text) && pageLink.test(text.slice(link))
}

interface Found {
  readonly phrase: Phrase
  readonly at: number
}

// Found 2 events matching 'failed to get sandbox image':
// kubelet[253]: E0926 ... "RunPodSandbox from runtime service failed" err="..: klog quotes its message, too
const klogField = /^ [a-zA-Z]{2,20}="/

/** A sentence that names the words alone, in quotes. */
function isQuotation(message: string, { phrase, at }: Found): boolean {
  const end = at + phrase.text.trimEnd().length
  const quote = message[end]
  if (quote === undefined || !/["'`]/.test(quote) || klogField.test(message.slice(end + 1, end + 24))) return false
  return message[at - 1] === quote || (phrase.text.startsWith('ailed') && message[at - 2] === quote)
}

function firstPhrase(message: string): Found | undefined {
  let first: Found | undefined
  for (const candidate of phrases) {
    const at = message.indexOf(candidate.text)
    if (at < 0 || (first !== undefined && at >= first.at)) continue
    if (candidate.followedBy === undefined || message.includes(candidate.followedBy, at))
      first = { phrase: candidate, at }
  }
  return first
}

const id = 'a1b2c3d4'.repeat(8)

/** Lines that are only the error text: copies of event messages, continuation lines of klog values, quotations in a report. */
export const event: EventModule = {
  id: 'unframed-text',
  title: 'An error text without a logger in front',
  gate: [
    ...new Set(phrases.map(({ text }) => text.replace(/^failed to \\*"/, ''))),
    'to set up pod ',
    'network for sandbox',
  ],
  samples: [
    {
      line: `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "${id}": plugin type="multus" name="multus-cni-network" failed (add): [default/web-0/59ad300d-cf9f-4f91-84c9-2015c41bc3c1:cbr0]: error adding container to network "cbr0": unsupported CNI result version "1.0.0"`,
      event: {
        operation: 'RunPodSandbox',
        outcome: 'failed',
        component: 'kubernetes-event',
        sandboxId: id,
        podName: 'web-0',
        podNamespace: 'default',
        kind: 'bare-run-failed',
      },
    },
    {
      line: `"${id}": failed to find network info for sandbox "${id}"`,
      event: { operation: 'RunPodSandbox', outcome: 'failed', sandboxId: id, cause: 'network-info-missing' },
    },
    {
      line: 'kubelet[253]: E0926 ... "RunPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = failed to create containerd task: failed to start shim"',
      event: { operation: 'RunPodSandbox', outcome: 'failed', cause: 'oci-runtime-failed' },
    },
    {
      line: 'rpc error: code = 2 desc = failed to start sandbox container for pod "web-0": operation timeout: context deadline exceeded',
      event: { operation: 'RunPodSandbox', outcome: 'failed', podName: 'web-0', cause: 'runtime-timeout' },
    },
    {
      line: `FAILED! => {"cmd": "crictl pods -q | xargs -r crictl stopp", "rc": 123, "stderr": "time=\\"2020-08-16T21:12:29Z\\" level=fatal msg=\\"stopping the pod sandbox \\\\\\"${id}\\\\\\" failed: rpc error: code = Unknown desc = failed to destroy network for pod sandbox k8s_web-0_default_84a4a3dd-19f3-47d0-a8a7-fd3b1ae437da_0(${id}): cni config uninitialized\\"", "stderr_lines": ["time=\\"2020-08-16T21:12:29Z\\" level=fatal msg=\\"stopping the pod sandbox: rpc error: code = Unknown desc`,
      event: { operation: 'StopPodSandbox', outcome: 'failed', sandboxId: id, cause: 'cni-config-missing' },
    },
    {
      line: ' (combined from similar events): Failed to create  pod sandbox: rpc error: code = Unknown desc = failed to set up sandbox  container  network for pod "web-0": networkPlugin cni failed  to set up pod "web-0_shop" network:  add cmd: failed to assign an IP address  to container',
      event: {
        operation: 'RunPodSandbox',
        outcome: 'failed',
        podName: 'web-0',
        podNamespace: 'shop',
        cause: 'ipam-exhausted',
      },
    },
    {
      line: ' error adding container to network "storage": error at storage engine: Could not allocate IP in range: ip: 10.1.2.1 / - 10.1.2.254 / range: 10.1.2.0/24',
      event: { operation: 'RunPodSandbox', outcome: 'failed', component: 'plugin', cause: 'ipam-exhausted' },
    },
    {
      line: '  Ready False KubeletNotReady runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:docker: network plugin is not ready: cni config uninitialized',
      event: { operation: 'NetworkReady', outcome: 'failed', cause: 'cni-config-missing' },
    },
  ],
  lookAlikes: [
    'Warning FailedKillPod error killing pod: [failed to "KillContainer" for "web" with KillContainerError: "rpc error: code = DeadlineExceeded desc = context deadline exceeded"]',
    'kubectl logs -n kube-system calico-node-x | grep sandbox',
    '$ journalctl -u kubelet | grep "failed to setup network for sandbox"',
    'const refused = "Failed to create pod sandbox: rpc error: " +',
    '\treturn nil, fmt.Errorf("failed to setup network for sandbox %q: %w", id, err)',
    '2. [network plugin is not ready: cni config uninitialized](https://git.example.com/infra/kubernetes/issues/48)',
    "Found 2 event(s) matching 'failed to get sandbox image':",
    '  "story": "Pods still started, but every stop failed with \\"invalid version: the version is empty\\".",',
  ],
  read,
}
