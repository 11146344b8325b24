#!/usr/bin/env node
import { isSuitedNode, unsuitedNodeText } from './node-version.ts'

// The Node version is checked before anything else loads: what is imported below needs it.
if (isSuitedNode(process.versions.node)) {
  const { runProcess } = await import('./run-process.ts')
  await runProcess()
} else {
  process.stderr.write(unsuitedNodeText(process.versions.node))
  process.exitCode = 2
}
