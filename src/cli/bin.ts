#!/usr/bin/env node
// The Node version is checked before anything else loads: what is imported below needs it.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const suited = (major === 20 && minor >= 19) || (major === 22 && minor >= 14) || major >= 24

if (suited) {
  const { runProcess } = await import('./run-process.ts')
  await runProcess()
} else {
  process.stderr.write(`error: cni-postmortem does not run on Node ${process.versions.node}\n`)
  process.stderr.write('cause: it needs Node 20.19 or later, 22.14 or later, or 24 and later\n')
  process.stderr.write(' hint: install a current Node, for example from https://nodejs.org\n')
  process.exitCode = 2
}
