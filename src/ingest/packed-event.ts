import { fillTemplate } from '../base/message-template.ts'
import type { PackedTexts, PlacedEvent, SandboxEvent, Signature } from '../model/event.ts'

/** An event that came from another thread; its long texts become strings when they are asked for. */
export class PackedEvent implements PlacedEvent, PackedTexts {
  readonly operation: SandboxEvent['operation']
  readonly outcome: SandboxEvent['outcome']
  readonly component: SandboxEvent['component']
  readonly cause: SandboxEvent['cause']
  readonly plugin: string
  readonly configVersion: string | undefined
  readonly supportedVersions: readonly string[]
  readonly kind: string
  readonly secondary: boolean
  readonly podFrom: string
  sandboxId = ''
  podNamespace = ''
  podName = ''
  podUid = ''
  node = ''
  attempt = -1
  repeatN = 1
  line = 0
  lineEnd = 0
  byteOffset = 0
  ord = 0
  timeUs = 0
  lastUs = 0
  template = ''
  isTemplate = false
  readonly utf8: Buffer
  readonly placesFrom = 0
  from = 0
  to = 0

  constructor(signature: Signature, utf8: Buffer) {
    this.operation = signature.operation
    this.outcome = signature.outcome
    this.component = signature.component
    this.cause = signature.cause
    this.plugin = signature.plugin
    this.configVersion = signature.configVersion
    this.supportedVersions = signature.supportedVersions
    this.kind = signature.kind
    this.secondary = signature.secondary
    this.podFrom = signature.podFrom
    this.utf8 = utf8
  }

  get message(): string {
    return this.isTemplate ? fillTemplate(this.template, this) : this.template
  }

  get raw(): string {
    return this.utf8.toString('utf8', this.from, this.to)
  }

  get packed(): PackedTexts {
    return this
  }
}
