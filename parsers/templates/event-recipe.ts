import type { SandboxEvent } from '../../src/model/event.ts'
import type { Fact } from '../../src/model/fact.ts'
import type { PartPlaces } from './part-places.ts'
import { ATTEMPT } from './parts.ts'
import { cook, recipeOf, type TextRecipe } from './text-recipe.ts'

/** Makes one event of a line's parts; what never varies is in `fixed`. */
export interface EventRecipe {
  readonly fixed: SandboxEvent
  readonly sandboxId: TextRecipe
  readonly podNamespace: TextRecipe
  readonly podName: TextRecipe
  readonly podUid: TextRecipe
  readonly message: TextRecipe
  /** Part that is the attempt; -1: it is that of `fixed`. */
  readonly attemptPart: number
}

export interface FactRecipe {
  readonly fixed: Fact
  readonly component: TextRecipe
  readonly value: TextRecipe
  readonly text: TextRecipe
}

/** The recipe of an event that was read from a stand-in line with parts of these kinds. */
export function eventRecipe(
  event: SandboxEvent,
  partTexts: readonly string[],
  kinds: readonly number[] = [],
): EventRecipe {
  return {
    fixed: event,
    sandboxId: recipeOf(event.sandboxId, partTexts),
    podNamespace: recipeOf(event.podNamespace, partTexts),
    podName: recipeOf(event.podName, partTexts),
    podUid: recipeOf(event.podUid, partTexts),
    message: recipeOf(event.message, partTexts),
    attemptPart: kinds.findIndex((kind, i) => kind === ATTEMPT && partTexts[i] === String(event.attempt)),
  }
}

export function factRecipe(fact: Fact, partTexts: readonly string[]): FactRecipe {
  return {
    fixed: fact,
    component: recipeOf(fact.component, partTexts),
    value: recipeOf(fact.value, partTexts),
    text: recipeOf(fact.text, partTexts),
  }
}

export function cookEvent(recipe: EventRecipe, line: string, places: PartPlaces): SandboxEvent {
  const { fixed } = recipe
  return {
    operation: fixed.operation,
    outcome: fixed.outcome,
    component: fixed.component,
    cause: fixed.cause,
    sandboxId: cook(recipe.sandboxId, line, places),
    podNamespace: cook(recipe.podNamespace, line, places),
    podName: cook(recipe.podName, line, places),
    podUid: cook(recipe.podUid, line, places),
    attempt: attemptOf(recipe, line, places),
    plugin: fixed.plugin,
    configVersion: fixed.configVersion,
    supportedVersions: fixed.supportedVersions,
    message: cook(recipe.message, line, places),
    kind: fixed.kind,
    secondary: fixed.secondary,
    podFrom: fixed.podFrom,
    repeatN: fixed.repeatN,
  }
}

function attemptOf({ attemptPart, fixed }: EventRecipe, line: string, { starts, ends }: PartPlaces): number {
  return attemptPart < 0 ? fixed.attempt : Number(line.slice(starts[attemptPart], ends[attemptPart]))
}

export function cookFact(recipe: FactRecipe, line: string, places: PartPlaces): Fact {
  return {
    kind: recipe.fixed.kind,
    component: cook(recipe.component, line, places),
    value: cook(recipe.value, line, places),
    text: cook(recipe.text, line, places),
  }
}
