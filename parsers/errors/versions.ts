/** Versions that a version error states. */
export interface StatedVersions {
  /** CNI version the config declares; '' = it declares none; undefined = the text does not say. */
  readonly configVersion: string | undefined
  /** CNI versions the plugin supports, in its order; empty where the text does not say. */
  readonly supportedVersions: readonly string[]
}

// incompatible CNI versions; config is "1.0.0", plugin supports ["0.1.0" "0.2.0" "0.3.0"]
const incompatible = /config is "([^"]{0,100})"(?:, plugin supports \[([^\]]{0,1000}))?/
// plugin flannel does not support config version "1.0.0" · configuration version "0.3.1" does not support the CHECK command
const unsupported =
  /does not support config version "([^"]{0,100})"|configuration version "([^"]{0,100})" does not support/
const quoted = /"([^"]{0,100})"/g

const nothing: StatedVersions = { configVersion: undefined, supportedVersions: [] }

/** Config version and supported versions of a version error; nothing for any other text. */
export function statedVersions(core: string): StatedVersions {
  if (!core.includes('version')) return nothing
  if (core.includes('invalid version ""')) return { configVersion: '', supportedVersions: [] }
  const pair = core.includes('incompatible CNI') ? incompatible.exec(core) : null
  if (pair !== null) {
    const listed = [...(pair[2] ?? '').matchAll(quoted)].map((found) => found[1] ?? '')
    return { configVersion: pair[1] ?? '', supportedVersions: listed }
  }
  const alone = unsupported.exec(core)
  return alone === null ? nothing : { configVersion: alone[1] ?? alone[2] ?? '', supportedVersions: [] }
}
