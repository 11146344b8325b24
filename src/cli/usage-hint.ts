import { existsSync } from 'node:fs'
import type { CommanderError } from 'commander'
import { shellCommand } from './shell-quote.ts'

const OTHERWISE = 'add --help to see what is possible'

/** A word that names a case file by its suffix and is there. */
function isCase(word: string): boolean {
  return /\.(?:db|sqlite3?)$/i.test(word) && existsSync(word)
}

/**
 * What to do about a command line that commander refused, as far as its own suggestion does not say it.
 *
 * @param words the command line without `node` and the script
 */
export function usageHint({ code, message }: CommanderError, words: readonly string[]): string {
  const named = words.find((word, at) => isCase(word) && words[at - 1] !== '--case')
  if (code === 'commander.excessArguments' && named !== undefined && !words.includes('--case'))
    return `a case goes after --case: ${withCase(words, named)}`
  // error: required option '--case <file>' not specified
  if (code === 'commander.missingMandatoryOptionValue' && message.includes("'--case <"))
    return `name the case, the file that analyze --case or ingest writes: ${withCase(words, named ?? 'incident.db')}`
  // error: missing required argument 'path'
  if (code === 'commander.missingArgument' && message.includes("'path'"))
    return 'give the folder, archive or file that holds the logs, or - for standard input'
  return OTHERWISE
}

function withCase(words: readonly string[], file: string): string {
  const [command = '', ...rest] = words
  return shellCommand(['cni-postmortem', command, '--case', file, ...rest.filter((word) => word !== file)])
}
