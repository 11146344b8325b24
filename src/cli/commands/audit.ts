import { type Command, Option } from 'commander'
import { PostmortemError } from '../../base/errors.ts'
import { audit, auditExample, auditFails, auditFixes, auditSchema, renderAudit, writeFixes } from '../../index.ts'
import { type Io, print, say } from '../io.ts'
import { formatOption, wholeNumber } from '../options.ts'

interface AuditFlags {
  readonly format: 'text' | 'md' | 'json' | 'sarif'
  readonly node?: string
  readonly pluginsVersion?: string
  readonly pluginsDir?: string
  readonly exec?: boolean
  readonly maxPods?: number
  readonly failOn?: 'error' | 'warning'
  readonly fix?: boolean
  readonly write?: boolean
  readonly schema?: boolean
  readonly example?: boolean
  readonly subnet: readonly string[]
  readonly cniVersion: string
}

async function run(io: Io, paths: readonly string[], flags: AuditFlags): Promise<void> {
  if (flags.schema === true) return print(io, await auditSchema(), 'json')
  if (flags.example === true) return print(io, await auditExample(flags), 'json')
  if (paths.length === 0) throw nothingNamed()
  const { node, pluginsVersion, pluginsDir, exec, maxPods } = flags
  const result = await audit({
    paths,
    node,
    pluginsVersion,
    pluginsDir,
    exec,
    maxPods,
    stdin: io.stdin,
    signal: io.signal,
  })
  await print(
    io,
    flags.fix === true ? await fixed(io, result, flags.write === true) : await renderAudit(result, flags.format),
    flags.format === 'text' || flags.format === 'md' ? 'text' : 'json',
  )
  if (flags.failOn !== undefined && (await auditFails(result.findings, flags.failOn))) io.exitCode = 1
}

function nothingNamed(): PostmortemError {
  return new PostmortemError('PATH_NOT_FOUND', 'audit was given no path', {
    hint: 'give configurations, a folder such as /etc/cni/net.d, a bundle or manifests, or - for standard input',
  })
}

async function fixed(io: Io, result: Awaited<ReturnType<typeof audit>>, write: boolean): Promise<string> {
  const fixes = await auditFixes(result)
  for (const { config, repair } of fixes) {
    for (const comment of repair.comments) say(io, `${config.path}: ${comment}`)
    if (repair.refused !== '') say(io, `${config.path}: not repaired: ${repair.refused}`)
  }
  if (write)
    for (const { path, written } of await writeFixes(fixes))
      say(io, written ? `${path}: written, the original is ${path}.bak` : `${path}: not a plain file, not written`)
  return fixes.map(({ diff }) => diff).join('')
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value]

/** `audit PATH...`: checks CNI configurations, prints or writes repairs. */
export function addAudit(program: Command, io: Io): void {
  program
    .command('audit')
    .argument('[path...]', 'configurations, folders such as /etc/cni/net.d, bundles, Kubernetes manifests, - for stdin')
    .description('check CNI configurations; show or write the repaired ones')
    .addOption(formatOption(['text', 'md', 'json', 'sarif'], 'text'))
    .option('--node <name>', 'node name of files that name none')
    .option('--plugins-version <version>', 'release of containernetworking/plugins that is installed')
    .option('--plugins-dir <dir>', 'plugin directory of this machine, such as /opt/cni/bin: its names are compared')
    .option('--exec', 'run the binaries of --plugins-dir with CNI_COMMAND=VERSION to ask what they support')
    .addOption(
      new Option('--max-pods <n>', 'pods that a node must have addresses for').argParser(wholeNumber(1, 1_000_000)),
    )
    .addOption(new Option('--fail-on <severity>', 'exit 1 at such a finding').choices(['error', 'warning']))
    .option('--fix', 'print the repairs as a unified diff')
    .option('--write', 'with --fix: write them; the original stays beside as .bak')
    .option('--schema', 'print a JSON Schema of conf and conflist')
    .option('--example', 'print a valid bridge + host-local + portmap conflist')
    .addOption(
      new Option('--subnet <cidr>', 'with --example: an IPv4 or IPv6 subnet; may be given again')
        .argParser(collect)
        .default([] as readonly string[]),
    )
    .option('--cni-version <version>', 'with --example: the version to declare', '1.0.0')
    .addHelpText('after', '\nExample:\n  cni-postmortem audit /etc/cni/net.d --plugins-version 0.9.1 --fail-on error')
    .action((paths: string[], flags: AuditFlags) => run(io, paths, flags))
}
