import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { type ExtractedEvent, extract } from '../../src/index.ts'
import { cases as causes } from './shapes/causes.ts'
import { cases as exports } from './shapes/exports.ts'
import { cases as runtimes } from './shapes/runtimes.ts'
import type { Shape } from './shapes/shape.ts'
import { cases as silent } from './shapes/silent.ts'
import { cases as transports } from './shapes/transports.ts'

const folder = mkdtempSync(join(tmpdir(), 'shapes-'))
after(() => rmSync(folder, { recursive: true }))

async function told(shape: Shape, index: number): Promise<string[]> {
  const path = join(folder, `${index}${shape.ext ?? '.log'}`)
  writeFileSync(path, shape.bytes ?? shape.text ?? '')
  const found: string[] = []
  await extract({ paths: [path], year: 2023 }, (events) => void found.push(...events.map(inShort)))
  return found
}

function inShort(event: ExtractedEvent): string {
  const { operation, outcome, cause, sandbox_id, pod_namespace, pod_name } = event
  const pod = pod_name === null ? '-' : `${pod_namespace ?? ''}/${pod_name}`
  return [operation.replace('PodSandbox', ''), outcome, cause ?? '-', sandbox_id?.slice(0, 6) ?? '-', pod].join(' ')
}

/** The told event, cut and blanked to what is wanted of it. */
function asFarAs(want: string | undefined, got: string): string {
  if (want === undefined) return got
  const words = want.split(' ')
  return got
    .split(' ')
    .slice(0, words.length)
    .map((word, index) => (words[index] === '*' ? '*' : word))
    .join(' ')
}

let count = 0

for (const [kind, cases] of Object.entries({ transports, causes, runtimes, exports, silent })) {
  describe(`shapes: ${kind}`, () => {
    for (const shape of cases) {
      it(shape.name, async () => {
        const got = await told(shape, count++)
        assert.deepEqual(
          got.map((event, index) => asFarAs(shape.want[index], event)),
          shape.want,
        )
      })
    }
  })
}
