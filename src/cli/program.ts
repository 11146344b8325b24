import { Command } from 'commander'
import { packageVersion } from '../base/package-root.ts'
import { addAnalyze } from './commands/analyze.ts'
import { addAudit } from './commands/audit.ts'
import { addExplain } from './commands/explain.ts'
import { addExplainLine } from './commands/explain-line.ts'
import { addExtract } from './commands/extract.ts'
import { addIngest } from './commands/ingest.ts'
import { addInspect } from './commands/inspect.ts'
import { addQuery } from './commands/query.ts'
import { addRedact } from './commands/redact.ts'
import { addReport } from './commands/report.ts'
import { addRules } from './commands/rules.ts'
import { addSandbox } from './commands/sandbox.ts'
import { addTimeline } from './commands/timeline.ts'
import type { Io } from './io.ts'

/** All commands. `command` is the command line as the report cites it. Errors are thrown, nothing exits the process. */
export function buildProgram(io: Io, command: string): Command {
  const program = new Command('cni-postmortem')
    .description('From the archived logs of a Kubernetes incident to a post-mortem that cites its evidence.')
    .version(packageVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      // printed once, with cause and hint, by printError
      outputError: () => {},
    })
    .addHelpText(
      'after',
      '\nExample:\n  cni-postmortem analyze node-*/ > postmortem.md\n\nExit codes: 0 done, 1 a --fail-on condition holds, 2 could not run.',
    )
  addAnalyze(program, io, command)
  addExtract(program, io)
  addIngest(program, io)
  addInspect(program, io)
  addReport(program, io, command)
  addTimeline(program, io)
  addQuery(program, io)
  addSandbox(program, io)
  addRedact(program, io)
  addAudit(program, io)
  addExplain(program, io)
  addExplainLine(program, io)
  addRules(program, io)
  return program
}
