import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/**
 * Packages that few inputs need, loaded at their first use: to load them all takes as long as to read a thousand lines. Types are
 * imported from the packages as usual.
 */
export const yaml = (): typeof import('yaml') => require('yaml')
export const yauzl = (): typeof import('yauzl') => require('yauzl')
export const fflate = (): typeof import('fflate') => require('fflate')
export const xzDecompress = (): typeof import('xz-decompress') => require('xz-decompress')
export const tarStream = (): typeof import('tar-stream') => require('tar-stream')
export const fzstd = (): typeof import('fzstd') => require('fzstd')
export const split2 = (): typeof import('split2') => require('split2')
export const jsonc = (): typeof import('jsonc-parser') => require('jsonc-parser')
export const ipaddr = (): typeof import('ipaddr.js') => require('ipaddr.js')
export const diff = (): typeof import('diff') => require('diff')
export const dateFnsParse = (): typeof import('date-fns/parseISO') => require('date-fns/parseISO')
export const dateFnsDuration = (): typeof import('date-fns/formatDuration') => require('date-fns/formatDuration')
export const zstddec = (): Promise<typeof import('zstddec/stream')> => import('zstddec/stream')
