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
export const zstddec = (): Promise<typeof import('zstddec/stream')> => import('zstddec/stream')
