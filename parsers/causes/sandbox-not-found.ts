import type { CauseDefinition } from '../../src/model/cause.ts'
import { anyOf, matching } from '../errors/patterns.ts'

/** The runtime no longer knows the sandbox (containerd sandbox_stop.go, sandbox_status.go; CRI-O; docker). */
export const cause: CauseDefinition = {
  id: 'sandbox-not-found',
  title: 'The runtime no longer knows the sandbox',
  severity: 'low',
  patterns: [
    ...anyOf(86, [
      'an error occurred when try to find sandbox',
      'no podsandbox found with id',
      'no podsbox found with id',
      'podsandbox with id starting with',
      'specified sandbox not found',
      'no such sandbox',
      'could not get sandbox',
      'error locating sandbox id',
    ]),
    // rkt 2016: stop: cannot get pod: no matches found for "2f1c.."
    ...anyOf(83, ['cannot get pod: no matches found']),
    // No such container: 2f1c.. (docker, of the infra container)
    ...anyOf(83, ['no such container']),
    matching(76, 'sandbox', /\bpod ?sandbox "?[\w-]{4,80}"?(?::)? (?:not found|does not exist)/),
    matching(74, 'sandbox', /\bsandbox "?[\w-]{1,80}"?(?::)? (?:is )?(?:not found|does not exist)/),
    matching(72, 'container', /(?:get|find) container "?'?\S{0,200}"?'? ?(?:'?stopped'? ?)?status.{0,300}not found/),
    // failed to delete container k8s_POD_.. in pod sandbox 2f1c.. from index: no such id: '2f1c..' (CRI-O)
    ...anyOf(70, ['from index: no such id']),
    ...anyOf(60, [
      'no running task found',
      'id does not exist',
      'specified container not found',
      'container not found',
    ]),
  ],
  what: 'kubelet asks about or wants to stop a sandbox that the runtime does not have any more.',
  why: 'Mostly harmless: the sandbox was removed a moment before (by a second clean-up, by hand, after a restart). It is a fault only where it repeats and keeps a pod in Terminating.',
  steps: [
    {
      text: 'See whether the pod still exists, and whether it is stuck.',
      commands:
        'kubectl get pods -A -o wide --field-selector spec.nodeName=NODE | grep -v Running\ncrictl pods | grep POD-NAME',
      check: 'Nothing in Terminating: nothing to do.',
    },
    {
      text: 'If it repeats, restart kubelet so that it builds its list of sandboxes anew.',
      commands: 'systemctl restart kubelet',
      check: 'journalctl -u kubelet --since "2 min ago" | grep -c "not found" stays at 0.',
    },
  ],
  references: [
    {
      title: 'containerd: stop of an unknown sandbox succeeds from 1.6.35 and 1.7.21 on',
      url: 'https://github.com/containerd/containerd/releases/tag/v1.7.21',
    },
  ],
  knownVersions:
    'StopPodSandbox of an unknown id fails on containerd up to 1.6.34 and 1.7.20; later ones answer with success.',
  samples: [
    'failed to run stop [3077810e-3a4a-198b-8bed-cbc9100bc6f4]: exit status 1 output: stop: cannot get pod: no matches found for "3077810e-3a4a-198b-8bed-cbc9100bc6f4"',
    'rpc error: code = NotFound desc = an error occurred when try to find sandbox "2f1c": not found',
    'an error occurred when try to find sandbox: not found',
    'Error response from daemon: No such container: 2f1c0f4d6a7e8b9c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6b7c8d9e0f1a2b3c',
    "failed to delete container k8s_POD_web-0_default_x_1 in pod sandbox 2f1c from index: no such id: '2f1c'",
    "failed to get container 'stopped' status k8s_POD_web-0_default_x_1: failed to get container stopped status: not found",
  ],
  lookAlikes: [
    'default network not found for: eth0: not found',
    'cannot find network namespace for the terminated container "2f1c"',
  ],
}
