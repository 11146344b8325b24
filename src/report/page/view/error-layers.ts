import { type ErrorLayer, peel } from '../../../../parsers/errors/peel.ts'

// containerd: error="failed to destroy ..   klog: err="rpc error: ..   logrus JSON: "error":"failed ..
const ERROR_FIELD = /(?:^|[\s{,])"?(?:error|err)"?[=:] ?"/
// klog text without fields: E0426 00:43:24.518165    1234 pod_workers.go:951] Error syncing pod ..
const KLOG_HEAD = /^[\s\S]{0,200}?\.go:\d+\] /

/** Layers of the error that a raw record prints, outermost first. */
export function errorLayers(raw: string): readonly ErrorLayer[] {
  const field = ERROR_FIELD.exec(raw)
  if (field !== null) return peel(raw.slice(field.index + field[0].length))
  const head = KLOG_HEAD.exec(raw)
  return peel(head === null ? raw : raw.slice(head[0].length))
}
