/** A file of a sample incident. `gzip` files are written compressed. */
export interface SampleFile {
  readonly path: string
  readonly text: string
  readonly gzip?: boolean
}

/** What a reader should find in the incident; written as case.json and checked by the golden tests. */
export interface SampleCase {
  readonly title: string
  readonly story: string
  readonly cause: string | null
  readonly nodesHit: readonly string[]
  readonly nodesClean: readonly string[]
  readonly recovered: boolean
  readonly origin: string
  readonly licence: string
}

export interface SampleIncident {
  readonly id: string
  readonly about: SampleCase
  readonly build: () => readonly SampleFile[]
}

export const SECOND = 1_000_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE

/** Microseconds since the epoch of an ISO time. */
export function at(iso: string): number {
  const ms = Date.parse(iso)
  if (Number.isNaN(ms)) throw new Error(`not a time: ${iso}`)
  return ms * 1000
}

export const MADE_HERE = {
  origin:
    'made by test/samples/generate.ts with a fixed seed, in the shapes that containerd, kubelet and systemd print',
  licence: 'Apache-2.0',
} as const

/** A bridge + portmap conflist as the containerd documentation shows it. `cniVersion` undefined leaves the key out. */
export function conflist(cniVersion: string | undefined, subnet: string): string {
  const head = cniVersion === undefined ? {} : { cniVersion }
  const body = {
    ...head,
    name: 'containerd-net',
    plugins: [
      {
        type: 'bridge',
        bridge: 'cni0',
        isGateway: true,
        ipMasq: true,
        promiscMode: true,
        ipam: { type: 'host-local', ranges: [[{ subnet }]], routes: [{ dst: '0.0.0.0/0' }] },
      },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  }
  return `${JSON.stringify(body, null, 2)}\n`
}
