import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'

/** The machine in a line: what absolute figures are worth depends on it. */
export function machineText() {
  const processors = cpus()
  return `Node ${process.version}, ${processors.length} processors (${processors[0]?.model.trim() ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GB of memory, warm cache.`
}

/** Earlier results of that file; none where there is no such file. */
export function readResult(path) {
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8'))
  return { machine: machineText(), sections: [], goals: [], guard: {} }
}

/** Puts what a stage found into the result, in place of an earlier measurement of the same. */
export function addTo(result, { sections, goals, guard }) {
  const merge = (list, added, key) => {
    for (const item of added) {
      const at = list.findIndex((other) => other[key] === item[key])
      if (at < 0) list.push(item)
      else list[at] = item
    }
  }
  merge(result.sections, sections, 'id')
  merge(result.goals, goals, 'what')
  Object.assign(result.guard, guard)
}

export function writeResult(path, result) {
  writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`)
}
