import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { SampleIncident } from './incident.ts'
import { incident as foundingStart } from './incidents/founding-start.ts'
import { incident as foundingStop } from './incidents/founding-stop.ts'
import { incident as hangThenConflicts } from './incidents/hang-then-conflicts.ts'
import { incident as healthyNight } from './incidents/healthy-night.ts'

/** Every sample incident, in the order of their ids. */
export const incidents: readonly SampleIncident[] = [foundingStart, foundingStop, hangThenConflicts, healthyNight]

/** Writes `samples/<id>/` anew: case.json and the raw files. */
export function writeSample(incident: SampleIncident, root: string): void {
  const dir = join(root, incident.id)
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, 'case.json'), `${JSON.stringify(incident.about, null, 2)}\n`)
  for (const file of incident.build()) {
    const path = join(dir, file.path)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, file.gzip ? gzipSync(file.text, { level: 9 }) : file.text)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'samples')
  for (const incident of incidents) writeSample(incident, root)
}
