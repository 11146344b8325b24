/** One layer of a wrapped error, as data for `explain-line` and `sandbox --verbose`. */
export interface ErrorLayer {
  /** What kind of layer it is. */
  readonly layer: LayerName
  /** Who added it, in words: `kubelet`, `containerd`, `libcni for plugin bridge` ... */
  readonly who: string
  /** What this layer says, unescaped, without the layers inside it. */
  readonly text: string
}

/**
 * Layers from the outside in (message reference 3.1): Kubernetes Event, kubelet, gRPC status, CRI operation of the runtime,
 * go-cni, libcni, a plugin that calls another one, the error itself, and what a client inside the plugin or runtime printed.
 * `list` is a list of errors of which the first is the cause; `text` is wording that no rule knows in front of a known layer.
 */
export type LayerName =
  | 'event'
  | 'kubelet'
  | 'client'
  | 'grpc'
  | 'cri'
  | 'go-cni'
  | 'libcni'
  | 'delegate'
  | 'list'
  | 'text'
  | 'error'

/** A wrapper that stands at the start of an error text and names no cause of its own. */
export interface LayerRule {
  readonly layer: LayerName
  /** `$1` is the first group of `head`. */
  readonly who: string
  /** Lower-case letters the wrapper can begin with: only then is `head` tried. */
  readonly first: string
  /** Anchored at the start; ends where the inner text begins. */
  readonly head: RegExp
  /** The inner text stands in (Go-)quotes that this pattern has opened. */
  readonly quoted?: '"' | "'"
}
