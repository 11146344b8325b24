import type { SandboxEvent } from '../../src/model/event.ts'
import type { Fact } from '../../src/model/fact.ts'
import type { PartPlaces } from './part-places.ts'
import { cook, recipeOf, type TextRecipe } from './text-recipe.ts'

/** Makes one event of a line's parts; what never varies is in `fixed`. */
export interface EventRecipe {
  readonly fixed: SandboxEvent
  readonly sandboxId: TextRecipe
  readonly podNamespace: TextRecipe
  readonly podName: TextRecipe
  readonly podUid: TextRecipe
  readonly message: TextRecipe
}

export interface FactRecipe {
  readonly fixed: Fact
  readonly component: TextRecipe
  readonly value: TextRecipe
  readonly text: TextRecipe
}

/** The recipe of an event that was read from a stand-in line. */
export function eventRecipe(event: SandboxEvent, partTexts: readonly string[]): EventRecipe {
  return {
    fixed: event,
    sandboxId: recipeOf(event.sandboxId, partTexts),
    podNamespace: recipeOf(event.podNamespace, partTexts),
    podName: recipeOf(event.podName, partTexts),
    podUid: recipeOf(event.podUid, partTexts),
    message: recipeOf(event.message, partTexts),
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
    attempt: fixed.attempt,
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

export function cookFact(recipe: FactRecipe, line: string, places: PartPlaces): Fact {
  return {
    kind: recipe.fixed.kind,
    component: cook(recipe.component, line, places),
    value: cook(recipe.value, line, places),
    text: cook(recipe.text, line, places),
  }
}
