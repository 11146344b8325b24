// ESC[31mERROESC[0m
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]{0,12}[A-Za-z]`, 'g')

/** Takes terminal colour sequences out of a text. */
export function stripColours(text: string): string {
  return text.includes('\x1b') ? text.replace(COLOURS, '') : text
}
