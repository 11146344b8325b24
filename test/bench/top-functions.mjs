import { readFileSync } from 'node:fs'

/** The functions in which a CPU profile (`*.cpuprofile` of V8) spent most time themselves: `{ place, ms }`, most first. */
export function topFunctions(path, count) {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(path, 'utf8'))
  const places = new Map(nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]))
  const spent = new Map()
  for (const [i, id] of samples.entries()) {
    const place = places.get(id)
    spent.set(place, (spent.get(place) ?? 0) + timeDeltas[i] / 1000)
  }
  const sorted = [...spent].filter(([place]) => place !== '(idle)').sort((a, b) => b[1] - a[1])
  return sorted.slice(0, count).map(([place, ms]) => ({ place, ms: Math.round(ms) }))
}

/** `name room/file.js:line`; what V8 itself does has a name alone. */
function placeOf({ functionName, url, lineNumber }) {
  const name = functionName || '(anonymous)'
  return url === '' ? name : `${name} ${url.split('/').slice(-2).join('/')}:${lineNumber + 1}`
}
