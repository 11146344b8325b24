/** Debian's Chromium, and the switches that keep it off network, profile and graphics card. */
export const CHROMIUM = '/usr/bin/chromium'
export const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
