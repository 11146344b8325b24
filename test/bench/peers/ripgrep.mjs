import { shell } from '../programs.mjs'

/** The words that somebody in a hurry would look for. */
const FEW = 'StopPodSandbox|RunPodSandbox|network for sandbox|cni|NetworkReady'

const NO_MATCH = [0, 1]

/** ripgrep's pattern of a gate of the sieve; a line feed first stands for the start of a line. */
export function pattern(gate) {
  const quoted = gate.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  return gate.startsWith('\n') ? `^${quoted.slice(1)}` : quoted
}

/** Counts the lines with any of our literals. */
export const ripgrep = {
  name: 'rg -c',
  needs: 'rg',
  forms: ['log', 'ndjson', 'json', 'lines.json', 'files'],
  ok: NO_MATCH,
  command: ({ literals, path }) => shell('rg', '-c', '-f', literals, path),
}

/** Counts the lines with any of five words: what few literals are worth to ripgrep. */
export const ripgrepFew = {
  name: 'rg -c, 5 words',
  needs: 'rg',
  forms: ['log'],
  ok: NO_MATCH,
  command: ({ path }) => shell('rg', '-c', FEW, path),
}

const piped = (name, form, ...unpack) => ({
  name: `${name}, rg -c`,
  needs: unpack[0],
  also: 'rg',
  forms: [form],
  ok: NO_MATCH,
  command: ({ literals, path }) => `${shell(...unpack, path)} | ${shell('rg', '-c', '-f', literals)}`,
})

export const zcat = piped('zcat', 'gz', 'zcat')
export const zstdcat = piped('zstdcat', 'zst', 'zstdcat')
export const tar = piped('tar xzO', 'tar.gz', 'tar', '-xzOf')
