export const CHROMIUM: string
export const ARGUMENTS: string[]
