/** Module of this folder that a thread begins with, by its name; undefined where it is TypeScript and this Node reads none by itself. */
export function workerEntry(name: 'worker' | 'hash-worker'): URL | undefined {
  const here = import.meta.url
  if (here.endsWith('.js')) return new URL(`./${name}.js`, here)
  return 'typescript' in process.features && process.features.typescript ? new URL(`./${name}.ts`, here) : undefined
}
