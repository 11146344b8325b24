import { performance } from 'node:perf_hooks'
import { visibleText } from '../base/visible-text.ts'
import type { Progress } from '../index.ts'
import { type Io, isInteractive } from './io.ts'

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** 1234567 -> `1.2 MB` */
export function bytesText(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** power
  return `${power === 0 ? value : value.toFixed(1)} ${UNITS[power]}`
}

/** `1.2 GB of 2.0 GB (60 %) · 310.0 MB/s · 12345 events · node-7/kubelet.log` */
export function progressText(progress: Progress, seconds: number): string {
  const { bytes, totalBytes, events, source } = progress
  const share = totalBytes > 0 ? Math.min(100, Math.floor((bytes / totalBytes) * 100)) : 0
  return [
    totalBytes > 0 ? `${bytesText(bytes)} of ${bytesText(totalBytes)} (${share} %)` : bytesText(bytes),
    `${bytesText(bytes / Math.max(seconds, 0.001))}/s`,
    `${events} events`,
    visibleText(source).slice(-60),
  ].join(' · ')
}

/**
 * Runs long work with its progress on stderr: bytes done, rate, events found. Nothing is shown where stderr is not a terminal or
 * NO_COLOR is set.
 */
export async function withProgress<Result>(
  io: Io,
  work: (onProgress: ((progress: Progress) => void) | undefined) => Promise<Result>,
): Promise<Result> {
  if (!isInteractive(io)) return work(undefined)
  const { default: yoctoSpinner } = await import('yocto-spinner')
  const spinner = yoctoSpinner({ text: 'reading', stream: io.stderr, handleSignals: false }).start()
  const start = performance.now()
  try {
    return await work((progress) => {
      spinner.text = progressText(progress, (performance.now() - start) / 1000)
    })
  } finally {
    spinner.stop()
  }
}
