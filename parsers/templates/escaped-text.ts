import type { Template } from './template.ts'

const BACKSLASH = 92

/** The text of a JSON string from what stands between its quotes; undefined where that is none. */
export function unescaped(escaped: string): string | undefined {
  if (!escaped.includes('\\')) return escaped
  try {
    const text: unknown = JSON.parse(`"${escaped}"`)
    return typeof text === 'string' ? text : undefined
  } catch {
    return undefined
  }
}

/** The template with its places in a text as it stands in JSON, where no escape is longer than two characters. Parts hold none. */
export function inJson(template: Template, escaped: string): Template {
  const moved: number[] = []
  for (let at = 0; at <= escaped.length; at++) {
    moved.push(at)
    if (escaped.charCodeAt(at) === BACKSLASH) at++
  }
  const move = (at: number): number => moved[at] ?? 0
  return { ...template, starts: template.starts.map(move), ends: template.ends.map(move) }
}
