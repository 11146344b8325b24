import type { JoinEvent, JoinFact } from '../../src/joins/join-store.ts'

/** 2022-04-26T00:00:00Z in microseconds. */
export const START = 1_650_931_200_000_000
export const SECOND = 1_000_000
export const MINUTE = 60 * SECOND

/** A 64-digit sandbox id that begins with the given hex digits. */
export function sandboxId(start: string): string {
  return start.padEnd(64, '0')
}

/** An event with its sandbox id as text; the fake store numbers them. */
export type LogEvent = Omit<JoinEvent, 'sandbox'> & { readonly sandboxId: string }

export interface Log {
  readonly events: LogEvent[]
  /** Adds an event `atUs` after START. */
  readonly add: (atUs: number, event: Partial<LogEvent>) => LogEvent
}

/** Builds events of one case: ids and lines count up, all in source 0 unless told. */
export function newLog(): Log {
  const events: LogEvent[] = []
  return {
    events,
    add: (atUs, event) => {
      const timeUs = START + atUs
      const added: LogEvent = {
        id: events.length + 1,
        source: 0,
        line: events.length + 1,
        ord: 0,
        timeUs,
        lastUs: event.timeUs ?? timeUs,
        repeatN: 1,
        node: 'node-1',
        component: 'containerd',
        operation: 'StopPodSandbox',
        outcome: 'failed',
        cause: event.outcome === undefined || event.outcome === 'failed' ? 'cni-config-version-missing' : '',
        sandboxId: '',
        podNamespace: '',
        podName: '',
        podUid: '',
        attempt: -1,
        kind: 'containerd-stop-failed',
        secondary: false,
        ...event,
      }
      events.push(added)
      return added
    },
  }
}

/** A failed stop as kubelet 1.21 and later and containerd print it: four or five records. `kubeletUs` is the lead of kubelet's clock. */
export function failedStop(log: Log, atUs: number, id: string, kubeletUs = 0): void {
  const kubelet = { component: 'kubelet', sandboxId: id } as const
  log.add(atUs, { sandboxId: id })
  log.add(atUs + kubeletUs + 300, { ...kubelet, kind: 'kubelet-cri-stop-failed' })
  log.add(atUs + kubeletUs + 400, {
    ...kubelet,
    kind: 'kubelet-stop-sandbox-failed',
    cause: 'unknown',
    secondary: true,
  })
  log.add(atUs + kubeletUs + 500, { ...kubelet, kind: 'kubelet-sync-result', secondary: true })
}

export function fact(atUs: number, given: Partial<JoinFact>): JoinFact {
  return {
    node: 'node-1',
    kind: 'version',
    component: 'containerd',
    value: '1.6.2',
    text: `containerd ${given.value ?? '1.6.2'}`,
    timeUs: START + atUs,
    source: 's0',
    line: 1,
    ...given,
  }
}
