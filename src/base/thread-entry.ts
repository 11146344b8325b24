/**
 * The module that a thread begins with: `name` beside the module `here` (its `import.meta.url`). Undefined where modules are TypeScript and this
 * Node reads none by itself.
 */
export function threadEntry(name: string, here: string): URL | undefined {
  if (here.endsWith('.js')) return new URL(`./${name}.js`, here)
  return 'typescript' in process.features && process.features.typescript ? new URL(`./${name}.ts`, here) : undefined
}
