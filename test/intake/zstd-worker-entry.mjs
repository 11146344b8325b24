// A decompressing thread of the tests: Node 20 reads no TypeScript, and tsx is not handed on to worker threads.
if (!process.features.typescript) {
  const { register } = await import('tsx/esm/api')
  register()
}
await import('../../src/intake/codecs/zstd-worker.ts')
