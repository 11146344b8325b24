// rsyslog escapes control characters on receipt: TAB is #011, LF is #012, ESC is #033
const OCTAL = /#([0-3][0-7]{2})/g

/** Undoes rsyslog's escapes of control characters (`#011`); other `#` stay. Only for lines of rsyslog shape. */
export function decodeOctal(text: string): string {
  if (!text.includes('#0')) return text
  return text.replace(OCTAL, (all, digits: string) => {
    const code = Number.parseInt(digits, 8)
    return code < 32 || code === 127 ? String.fromCharCode(code) : all
  })
}
