import type { YAMLMap } from 'yaml'
import { yaml } from '../../src/base/on-demand.ts'
import { faultAt, offsetOf, type RuleText } from './place.ts'

/** Texts and lists in a rules file are bounded: they are printed into reports. */
const MAX_TEXT = 16_384
const MAX_ITEMS = 500

/** One mapping of a rules file with its known keys. Every reader throws PostmortemError BAD_RULES with the place. */
export class Fields {
  readonly rules: RuleText
  readonly map: YAMLMap
  /** `the file`, `patterns[0]`. */
  private readonly name: string

  constructor(rules: RuleText, node: unknown, name: string, keys: readonly string[]) {
    this.rules = rules
    this.name = name
    if (!yaml().isMap(node))
      throw faultAt(
        rules,
        offsetOf(node),
        `${name} is no mapping`,
        `write key: value, with the keys ${keys.join(', ')}`,
      )
    this.map = node
    for (const { key } of node.items) {
      const text = yaml().isScalar(key) ? String(key.value) : ''
      if (!keys.includes(text))
        throw faultAt(
          rules,
          offsetOf(key),
          `${name} has an unknown key ${JSON.stringify(text)}`,
          `allowed are ${keys.join(', ')}`,
        )
    }
  }

  has(key: string): boolean {
    return this.map.has(key)
  }

  /** An error at a key (at the mapping where it is absent). */
  fault(key: string, what: string, hint: string): Error {
    const node = this.map.get(key, true)
    return faultAt(this.rules, offsetOf(node ?? this.map), what, hint)
  }

  /** A text. `fallback` stands for an absent key; without it the key is needed. */
  text(key: string, fallback?: string): string {
    const node: unknown = this.map.get(key, true)
    if (node === undefined) return this.absent(key, fallback)
    const value = yaml().isScalar(node) ? node.value : undefined
    if (typeof value !== 'string' || value.length > MAX_TEXT)
      throw faultAt(
        this.rules,
        offsetOf(node),
        `${this.pathOf(key)} is no text`,
        `write a text of at most ${MAX_TEXT} characters, in quotes where it looks like a number`,
      )
    if (value.trim() === '' && fallback === undefined)
      throw faultAt(this.rules, offsetOf(node), `${this.pathOf(key)} is empty`, 'write a text')
    return value.trim()
  }

  /** One of several texts. */
  choice<Text extends string>(key: string, allowed: readonly Text[], fallback?: Text): Text {
    const text = this.text(key, fallback)
    const found = allowed.find((one) => one === text)
    if (found === undefined)
      throw this.fault(key, `${this.pathOf(key)} is ${JSON.stringify(text)}`, `allowed are ${allowed.join(', ')}`)
    return found
  }

  /** A whole number between two bounds. */
  number(key: string, from: number, to: number, fallback: number): number {
    const node: unknown = this.map.get(key, true)
    if (node === undefined) return fallback
    const value = yaml().isScalar(node) ? node.value : undefined
    if (typeof value !== 'number' || !Number.isInteger(value) || value < from || value > to)
      throw faultAt(
        this.rules,
        offsetOf(node),
        `${this.pathOf(key)} is no whole number from ${from} to ${to}`,
        `write a number from ${from} to ${to}`,
      )
    return value
  }

  /** The items of a list; none where the key is absent and `least` is 0. */
  items(key: string, least: number): readonly unknown[] {
    const node: unknown = this.map.get(key, true)
    if (node === undefined && least === 0) return []
    if (!yaml().isSeq(node) || node.items.length < least || node.items.length > MAX_ITEMS)
      throw this.fault(
        key,
        `${this.pathOf(key)} is no list${least > 0 ? ` with at least ${least} item` : ''}`,
        `write a list of ${least} to ${MAX_ITEMS} items, each after "- "`,
      )
    return node.items
  }

  /** A list of texts. */
  texts(key: string, least: number): readonly string[] {
    return this.items(key, least).map((node, index) => {
      const value = yaml().isScalar(node) ? node.value : undefined
      if (typeof value === 'string' && value.trim() !== '' && value.length <= MAX_TEXT) return value
      throw faultAt(this.rules, offsetOf(node), `${this.pathOf(key)}[${index}] is no text`, 'write a text, in quotes')
    })
  }

  private absent(key: string, fallback: string | undefined): string {
    if (fallback !== undefined) return fallback
    throw faultAt(this.rules, offsetOf(this.map), `${this.name} lacks ${key}`, `add ${key}: with a text`)
  }

  private pathOf(key: string): string {
    return this.name === 'the file' ? key : `${this.name}.${key}`
  }
}
