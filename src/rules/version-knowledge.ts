import type { FixStep } from '../model/verdict.ts'
import type { Cause } from '../model/vocabulary.ts'
import { isWithin } from './versions.ts'

/** Versions of a runtime in which a cause comes about, as measured on the released code. */
export interface KnownRange {
  readonly cause: Cause
  /** Component of the version facts. */
  readonly component: 'containerd' | 'crio'
  readonly from: string
  readonly to: string
  /** Only for errors that this plugin gave; '' = any. */
  readonly plugin: string
  /** Only for errors about this config or result version; '' = any. */
  readonly configVersion: string
  /** What these versions do. */
  readonly says: string
  /** How the Kubernetes page "Troubleshooting CNI plugin-related errors" states it, where that differs; ''. */
  readonly page: string
  /** What to do first on these versions, ahead of the steps of the cause; absent where these suffice. */
  readonly step?: FixStep
  /** True if outside the range the cause cannot come about: a version outside then speaks against it. */
  readonly exclusive: boolean
}

/**
 * Measured by building the vendored go-cni and libcni of each containerd tag and running them against stub plugins; CRI-O by the libcni it
 * vendors. libcni 0.7.0-1.0.1 parses an empty version at DEL (fixed in 1.1.0, cni pull request 893); go-cni 1.1.4 writes 1.0.0 into the loopback
 * config (containerd 1.6.3 alone); libcni 1.0.1-1.1.0 drop the addresses of a result without version (fixed in 1.1.1, cni pull request 896).
 */
export const KNOWN_RANGES: readonly KnownRange[] = [
  {
    cause: 'cni-config-version-missing',
    component: 'containerd',
    from: '1.3.0',
    to: '1.6.3',
    plugin: '',
    configVersion: '',
    says: 'refuses an empty cniVersion when it tears a network down (libcni 0.7.0 to 1.0.1), though it accepts it when it sets one up',
    page: 'the Kubernetes page names containerd 1.6.0 to 1.6.3; measured on the released code it is 1.3.0 to 1.6.3',
    exclusive: true,
  },
  {
    cause: 'cni-config-version-missing',
    component: 'crio',
    from: '1.15',
    to: '1.23',
    plugin: '',
    configVersion: '',
    says: 'carries a libcni (0.7.1 to 1.0.1) that refuses an empty cniVersion when it tears a network down',
    page: '',
    exclusive: true,
  },
  {
    cause: 'cni-config-version-unsupported',
    component: 'containerd',
    from: '1.6.3',
    to: '1.6.3',
    plugin: 'loopback',
    configVersion: '1.0.0',
    says: 'writes cniVersion 1.0.0 into its built-in loopback config, which loopback plugins before 1.0.0 refuse',
    page: 'the Kubernetes page asks for a loopback plugin of 1.0.0 or later from containerd 1.6 on; measured, 1.6.3 alone needs it',
    step: {
      text: 'Upgrade containerd from 1.6.3 to 1.6.4 or later, or the loopback plugin to 1.0.0 or later, node by node as the steps below say; no file in /etc/cni/net.d needs to change, for the refused version is built into containerd 1.6.3.',
      commands: 'containerd --version\nCNI_COMMAND=VERSION /opt/cni/bin/loopback </dev/null',
      check: 'The first prints 1.6.4 or later, or the supportedVersions of the second hold 1.0.0.',
    },
    exclusive: false,
  },
  {
    cause: 'network-info-missing',
    component: 'containerd',
    from: '1.6.0',
    to: '1.6.4',
    plugin: '',
    configVersion: '',
    says: 'loses the addresses of a plugin result that carries no version (libcni 1.0.1 and 1.1.0)',
    page: '',
    exclusive: false,
  },
  {
    cause: 'cni-result-version-unsupported',
    component: 'containerd',
    from: '1.0.0',
    to: '1.5.18',
    plugin: '',
    configVersion: '1.0.0',
    says: 'carries a libcni that knows results up to version 0.4.0',
    page: '',
    exclusive: true,
  },
  {
    cause: 'cni-result-version-unsupported',
    component: 'containerd',
    from: '1.0.0',
    to: '1.7',
    plugin: '',
    configVersion: '1.1.0',
    says: 'carries a libcni that knows results up to version 1.0.0',
    page: '',
    exclusive: true,
  },
]

/** Ranges that speak of this cause with this plugin and config version. */
export function rangesFor(cause: Cause, plugin: string, configVersion: string | null): readonly KnownRange[] {
  return KNOWN_RANGES.filter(
    (range) =>
      range.cause === cause &&
      (range.plugin === '' || range.plugin === plugin) &&
      (range.configVersion === '' || range.configVersion === configVersion),
  )
}

/** `1.6.0 to 1.6.3`, or the one version that it is. */
export function rangeText({ from, to }: KnownRange): string {
  return from === to ? from : `${from} to ${to}`
}

/** The range of a component that a version lies in. */
export function rangeOf(ranges: readonly KnownRange[], component: string, version: string): KnownRange | undefined {
  return ranges.find((range) => range.component === component && isWithin(version, range.from, range.to))
}
