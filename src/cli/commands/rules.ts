import type { Command } from 'commander'
import { testRules } from '../../index.ts'
import { type Io, print } from '../io.ts'

/** `rules test FOLDER`: do the user's own causes find what they are for? */
export function addRules(program: Command, io: Io): void {
  program
    .command('rules')
    .description('causes of your own, for --rules (docs/rules.md)')
    .command('test')
    .argument('<folder>', 'folder of YAML files, or one file')
    .description('try the samples and look-alikes of the rules; exit code 1 where one fails')
    .addHelpText('after', '\nExample:\n  cni-postmortem rules test ./rules')
    .action(async (folder: string) => {
      const { text, failed } = await testRules(folder)
      await print(io, text, 'text')
      if (failed > 0) io.exitCode = 1
    })
}
