import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

const SAMPLE_MS = 15

/**
 * Runs a shell command and measures it to its end; standard output goes to nowhere. Bash's `time` gives wall and CPU seconds (user and system) of all
 * processes of the command, milliseconds exact. `rss`: sum of the highest resident memory of each process in MB, looked at every 15 ms; 0 where there
 * is no /proc. `feed`: a command whose output the measured one reads; it is not counted itself. `ok`: exit codes that are no failure.
 */
export async function measure(command, { feed, ok = [0], cwd, env } = {}) {
  const timed = `TIMEFORMAT='%3R %3U %3S'; { time { ${command} ; } 2>&3 >/dev/null; } 3>&2 2>&4`
  const script = feed === undefined ? timed : `${feed} | { ${timed} ; }`
  const child = spawn('bash', ['-c', script], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ignore', 'pipe'],
  })
  const [said, times] = [child.stderr, child.stdio[4]].map(collect)
  const peaks = new Map()
  const sampler = setInterval(() => sample(child.pid, peaks, feed), SAMPLE_MS)
  const status = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  clearInterval(sampler)
  if (!ok.includes(status)) throw new Error(`exit code ${status} of: ${command}\n${said.text.slice(-2000)}`)
  const [wall, user, system] = times.text.trim().split(' ').map(Number)
  const rss = [...peaks.values()].reduce((sum, kilobytes) => sum + kilobytes, 0) / 1024
  return { wall: Math.max(wall, 0.001), cpu: Math.max(user + system, 0.001), rss }
}

function collect(stream) {
  const result = { text: '' }
  stream.setEncoding('utf8')
  stream.on('data', (piece) => {
    result.text += piece
  })
  return result
}

/** Notes the highest resident memory so far of all processes below `parent`, in kilobytes; shells and the feeding process are left out. */
function sample(parent, peaks, feed) {
  for (const pid of children(parent)) {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      const isShell = command.startsWith('bash -c')
      if (!isShell && command !== feed?.replaceAll("'", '')) {
        // VmHWM:	   73088 kB
        const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
        if (peak !== null) peaks.set(pid, Number(peak[1]))
      }
    } catch {
      // It ended in between.
    }
    sample(pid, peaks, feed)
  }
}

function children(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean),
    )
  } catch {
    return []
  }
}
