import { type ErrorLayer, peel } from '../../../../parsers/errors/peel.ts'

// containerd: error="failed to destroy ..   klog: err="rpc error: ..   logrus JSON: "error":"failed ..
const ERROR_FIELD = /(?:^|[\s{,])"?(?:error|err)"?[=:] ?"/
// klog text without fields: E0426 00:43:24.518165    1234 pod_workers.go:951] Error syncing pod ..
const KLOG_HEAD = /\.go:\d+\] /

/** Layers of the error that a raw record prints, outermost first. */
export function errorLayers(raw: string): readonly ErrorLayer[] {
  const field = ERROR_FIELD.exec(raw)
  if (field !== null) return peel(quotedFrom(raw, field.index + field[0].length))
  const head = KLOG_HEAD.exec(raw)
  return peel(head === null ? raw : raw.slice(head.index + head[0].length))
}

/** What stands between a quote mark that ended before `start` and the next one that no backslash escapes, or the end. */
function quotedFrom(raw: string, start: number): string {
  let end = start
  while (end < raw.length && raw[end] !== '"') end += raw[end] === '\\' ? 2 : 1
  return raw.slice(start, end)
}
