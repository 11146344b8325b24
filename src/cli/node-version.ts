/** Does the tool run on this Node version (`engines` of package.json)? Node-API 10 and the syntax that is used are the bounds. */
export function isSuitedNode(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 14) || major >= 24
}

/** What to say where it does not run. */
export function unsuitedNodeText(version: string): string {
  return `error: cni-postmortem does not run on Node ${version}
cause: it needs Node 20.19 or later, 22.14 or later, or 24 and later
 hint: install a current Node, for example from https://nodejs.org
`
}
