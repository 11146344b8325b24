import type { CauseDefinition } from '../../src/model/cause.ts'
import type { Cause } from '../../src/model/vocabulary.ts'
import { causes } from '../causes/index.ts'
import { findPod } from '../grammar/pod-name.ts'
import { createCache } from './cache.ts'
import { createFinder, type FindCause } from './catalogue.ts'
import { namedSandbox } from './named-sandbox.ts'
import { type Peeling, takeWrappers } from './peel.ts'
import { isAgentCall } from './plugin-client.ts'
import { innermostPlugin } from './plugin-name.ts'
import { statedVersions } from './versions.ts'
import { causeOfWrappers } from './wrapper-cause.ts'

/** What an error text says. Texts are '' where it does not say; `attempt` is -1 then. */
export interface Classified {
  readonly cause: Cause
  /** Type of the innermost plugin that the chain names. */
  readonly plugin: string
  /** CNI version the config declares; '' = it declares none; undefined = the text does not say. */
  readonly configVersion: string | undefined
  readonly supportedVersions: readonly string[]
  /** The innermost error text, unescaped. */
  readonly message: string
  /** Sandbox the error is about: 64 hex digits, or as printed where it was cut. Of a name conflict, never the other sandbox. */
  readonly sandboxId: string
  readonly podNamespace: string
  readonly podName: string
  readonly podUid: string
  readonly attempt: number
}

/** Reads one error text. */
export type Classify = (text: string) => Classified

/** A stuck sandbox prints the same text at each retry, and kubelet prints it three times for each. */
const sameTexts = 1024

/** Classifies an error text with the catalogue: deepest cause, plugin, versions, ids. Pure, linear in the text, never throws. */
export const classifyError: Classify = createClassifier(causes)

/** A classifier over other definitions, such as the catalogue and a user's own rules together. */
export function createClassifier(definitions: readonly CauseDefinition[]): Classify {
  const findCause = createFinder(definitions)
  const cache = createCache<Classified>(sameTexts)
  return (text) => {
    const known = cache.get(text)
    if (known !== undefined) return known
    const found = classifyText(findCause, text)
    cache.set(text, found)
    return found
  }
}

function classifyText(findCause: FindCause, text: string): Classified {
  const peeling = takeWrappers(text)
  const pod = findPod(text)
  return {
    cause: deepestCause(findCause, peeling),
    plugin: innermostPlugin(peeling),
    ...statedVersions(peeling.core),
    message: peeling.core,
    sandboxId: namedSandbox(text, peeling),
    podNamespace: pod?.namespace ?? '',
    podName: pod?.name ?? '',
    podUid: pod?.uid ?? '',
    attempt: pod?.attempt ?? -1,
  }
}

/** The cause of the innermost text; where no rule knows it, what the wrappers alone tell. */
function deepestCause(findCause: FindCause, peeling: Peeling): Cause {
  const own = findCause(peeling.core)
  if (isAgentCall(peeling, own)) return 'cni-agent-unreachable'
  return own === 'unknown' ? causeOfWrappers(peeling) : own
}
