import { PostmortemError } from '../base/errors.ts'
import { parseSubnet } from './ip-range.ts'

/** What an example configuration is made for. */
export interface ExampleOptions {
  readonly cniVersion: string
  /** IPv4 and IPv6 subnets in CIDR form. */
  readonly subnets: readonly string[]
}

/** containerd's documented example: bridge + host-local + portmap. Throws PostmortemError BAD_OPTION for a text that is no subnet. */
export function exampleConfig(options: ExampleOptions): string {
  for (const subnet of options.subnets) {
    const parsed = parseSubnet(subnet)
    if (!parsed?.exact)
      throw new PostmortemError('BAD_OPTION', `"${subnet}" is not a subnet`, {
        reason: parsed ? 'its host bits are not zero' : 'it is not in CIDR form',
        hint: 'Write for example 10.88.0.0/16 or 2001:db8:4860::/64.',
      })
  }
  const hasV6 = options.subnets.some((subnet) => subnet.includes(':'))
  const hasV4 = options.subnets.some((subnet) => !subnet.includes(':'))
  const config = {
    cniVersion: options.cniVersion,
    name: 'containerd-net',
    plugins: [
      {
        type: 'bridge',
        bridge: 'cni0',
        isGateway: true,
        ipMasq: !hasV6,
        promiscMode: true,
        ipam: {
          type: 'host-local',
          ranges: options.subnets.map((subnet) => [{ subnet }]),
          routes: [...(hasV4 ? [{ dst: '0.0.0.0/0' }] : []), ...(hasV6 ? [{ dst: '::/0' }] : [])],
        },
      },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  }
  return `${JSON.stringify(config, null, 2)}\n`
}
