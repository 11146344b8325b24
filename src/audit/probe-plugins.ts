import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { PostmortemError } from '../base/errors.ts'
import type { SupportedVersions } from '../model/audit.ts'

const TIMEOUT_MS = 5000
const MAX_OUTPUT = 65536

/** Names of the executable files in a plugin directory. Throws PostmortemError PATH_UNREADABLE. */
export function pluginNames(dir: string): readonly string[] {
  try {
    return readdirSync(dir)
      .filter((name) => statSync(join(dir, name)).isFile())
      .sort()
  } catch (error) {
    throw new PostmortemError('PATH_UNREADABLE', `cannot read the plugin directory ${dir}`, {
      cause: error,
      hint: 'Give the folder that holds the CNI plugin binaries, usually /opt/cni/bin.',
    })
  }
}

/**
 * Runs a plugin binary with CNI_COMMAND=VERSION and nothing else in its environment (CNI specification, "VERSION"). Only called where
 * the user asked for it. Undefined where it gives no usable answer.
 */
export function probePlugin(dir: string, type: string): SupportedVersions | undefined {
  const run = spawnSync(join(dir, type), [], {
    env: { CNI_COMMAND: 'VERSION' },
    input: '{"cniVersion":"1.0.0"}',
    timeout: TIMEOUT_MS,
    maxBuffer: MAX_OUTPUT,
    encoding: 'utf8',
  })
  // a plugin may answer without reading its input: the broken pipe is no fault of it
  if (run.status !== 0) return undefined
  try {
    const answer: unknown = JSON.parse(run.stdout)
    const versions =
      typeof answer === 'object' && answer !== null && 'supportedVersions' in answer
        ? answer.supportedVersions
        : undefined
    const texts = Array.isArray(versions)
      ? versions.filter((version): version is string => typeof version === 'string')
      : []
    return texts.length > 0 ? { versions: texts, from: `${join(dir, type)} answers VERSION` } : undefined
  } catch {
    return undefined
  }
}
