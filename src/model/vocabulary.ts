import type { CauseId } from './names.ts'

/** CRI operation names as the CRI spells them; `NetworkReady` is the runtime's readiness condition, `other` a clean-up or plugin line. */
export type Operation =
  | 'RunPodSandbox'
  | 'StopPodSandbox'
  | 'RemovePodSandbox'
  | 'PodSandboxStatus'
  | 'ListPodSandbox'
  | 'NetworkReady'
  | 'other'

export type Outcome = 'started' | 'succeeded' | 'failed'

/** Who wrote the record. */
export type Component = 'containerd' | 'kubelet' | 'crio' | 'cri-dockerd' | 'crictl' | 'kubernetes-event' | 'plugin'

/** Id of a cause that a user's rules add. */
export type OwnCauseId = `x-${string}`

/** A catalogue id, an id of the user's rules, or `unknown` where the operation failed and no rule knows the text. */
export type Cause = CauseId | OwnCauseId | 'unknown'

export type Level = 'trace' | 'debug' | 'info' | 'warning' | 'error' | 'fatal' | 'panic'
