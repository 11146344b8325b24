import { readFileSync, writeFileSync } from 'node:fs'

/** Lets the count of the highest resident memory start anew, where Linux can do that. */
export function resetPeak() {
  try {
    // proc(5): 5 written to clear_refs sets VmHWM to what is resident now
    writeFileSync('/proc/self/clear_refs', '5')
  } catch {
    // The peak then counts from the start of the process.
  }
}

/** Highest resident memory of this process since `resetPeak`, in MB. */
export function peakMegabytes() {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024
  } catch {
    return process.resourceUsage().maxRSS / 1024
  }
}
