const NAMES = [
  'text',
  'back',
  'soft',
  'line',
  'code',
  'fail',
  'follow',
  'setup',
  'ready',
  'stopping',
  'stopped',
  'trigger',
  'version',
  'change',
  'recovered',
  'brush',
] as const

/** Colours that the canvases draw with: the custom properties of the style sheet. */
export type Theme = Readonly<Record<(typeof NAMES)[number], string>>

/** The colours in force now. */
export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement)
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Theme
}

/** Calls back when the colours change: dark mode, printing. */
export function onThemeChange(callback: () => void): void {
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', callback)
  window.matchMedia('print').addEventListener('change', callback)
}
