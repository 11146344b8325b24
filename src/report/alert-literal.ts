// "failed to destroy network for sandbox \"4d81...\": invalid version \"\": the version is empty" -> what stays the same from one record to the next
const CHANGING = /"[^"]*"|[0-9a-f]{12,}|\d+(?:\.\d+)*|[\w.-]*\/[\w./-]*|[\\]/g

/** The longest stretch of an error text that does not change from one sandbox to the next; '' if too short to alert on. */
export function alertLiteral(message: string): string {
  const parts = message
    .replaceAll(/\s+/g, ' ')
    .split(CHANGING)
    .map((part) => part.replaceAll(/^[\s:,;"'=[\](){}]+|[\s:,;"'=[\](){}]+$/g, ''))
    .map((part) => part.slice(0, 80))
  const best = parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '')
  return best.length < 8 ? '' : best
}
