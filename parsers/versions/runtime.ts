import { containerdRow } from './containerd.ts'
import { crioRow } from './crio.ts'
import { highestSpecOf } from './plugins.ts'
import { isWithin, readRelease } from './release.ts'

/** What is known of one runtime release. */
export interface RuntimeKnowledge {
  readonly runtime: 'containerd' | 'crio'
  readonly version: string
  readonly libcni: string
  /** '' for CRI-O. */
  readonly goCni: string
  /** containernetworking/plugins in containerd's bundle; '' for CRI-O. */
  readonly bundledPlugins: string
  /** Highest CNI version whose results it reads. */
  readonly highestSpec: string
  /** DEL of a configuration without cniVersion fails. */
  readonly failsOnEmptyVersion: boolean
  /** Its own loopback configuration says 1.0.0, so an older loopback plugin refuses every ADD and DEL. */
  readonly needsLoopback100: boolean
  /** A result without a version comes out without addresses. */
  readonly losesUnversionedResult: boolean
  /** Its errors name the plugin (`plugin type="x" failed (add): `). */
  readonly namesPlugin: boolean
}

/** Knowledge of a containerd or CRI-O version; undefined where the release is not in the tables. */
export function runtimeKnowledge(runtime: 'containerd' | 'crio', version: string): RuntimeKnowledge | undefined {
  const row = runtime === 'containerd' ? containerdRow(version) : crioRow(version)
  if (row === undefined) return undefined
  const bundle = runtime === 'containerd' ? containerdRow(version) : undefined
  return {
    runtime,
    version,
    libcni: row.libcni,
    goCni: bundle?.goCni ?? '',
    bundledPlugins: bundle?.plugins ?? '',
    highestSpec: highestSpecOf(row.libcni),
    failsOnEmptyVersion: libcniWithin(row.libcni, '0.7.0', '1.0.1'),
    needsLoopback100: bundle?.goCni === '1.1.4',
    losesUnversionedResult: libcniWithin(row.libcni, '1.0.1', '1.1.0'),
    namesPlugin: !libcniWithin(row.libcni, '0.1.0', '0.8'),
  }
}

function libcniWithin(libcni: string, from: string, to: string): boolean {
  const release = readRelease(libcni)
  return release !== undefined && isWithin(release, from, to)
}
