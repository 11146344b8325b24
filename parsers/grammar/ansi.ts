// ESC[31mERROESC[0m
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]{0,12}[A-Za-z]`, 'g')

// A copy that lost the ESC: [31mE0301 10:09:00.518120 .. [0m   ^[[31mERRO^[[0m[2022-04-26T00:43:24Z]
const BARE_COLOUR = /(?:\^\[)?\[\d{1,3}(?:;\d{1,3}){0,4}m/g

/** Takes colour sequences out of a text that begins with one whose ESC was lost. */
export function stripBareColours(text: string): string {
  return /^(?:\^\[)?\[\d{1,3}(?:;\d{1,3}){0,4}m/.test(text) ? text.replace(BARE_COLOUR, '') : text
}

/** Takes terminal colour sequences out of a text. */
export function stripColours(text: string): string {
  return text.includes('\x1b') ? text.replace(COLOURS, '') : text
}
