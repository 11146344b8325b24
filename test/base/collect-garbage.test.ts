import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { collectGarbage, noteLarge } from '../../src/base/outside-garbage.ts'

const MB = 1 << 20

/** Does `collectGarbage` collect everything in a process of so many bytes? */
async function collects(t: TestContext, rss: number): Promise<boolean> {
  const mocked = t.mock.method(process.memoryUsage, 'rss', () => rss)
  const dropped = new WeakRef({})
  // What was made in this turn of the event loop is held until its end.
  await setImmediate()
  collectGarbage()
  mocked.mock.restore()
  return dropped.deref() === undefined
}

test('garbage is collected from 128 MiB on, and from 100 MiB on once large buffers of 16 MiB were made', async (t) => {
  noteLarge(16 * MB - 1)
  assert.equal(await collects(t, 128 * MB - 1), false)
  assert.equal(await collects(t, 128 * MB), true)
  noteLarge(1)
  assert.equal(await collects(t, 100 * MB - 1), false)
  assert.equal(await collects(t, 100 * MB), true)
})
