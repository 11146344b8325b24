import { has } from '../programs.mjs'
import { duckdb } from './duckdb.mjs'
import { lnav } from './lnav.mjs'
import { analyze, extract } from './ours.mjs'
import { ripgrep, ripgrepFew, tar, zcat, zstdcat } from './ripgrep.mjs'
import { split2Json, split2Regex, streamJson } from './straightforward.mjs'

/** All programs that are compared, the one first to which ratios refer. */
const PEERS = [
  ripgrep,
  zcat,
  zstdcat,
  tar,
  split2Json,
  streamJson,
  ripgrepFew,
  split2Regex,
  analyze,
  extract,
  lnav,
  duckdb,
]

/** Why a peer cannot run here; empty if it can. */
function absent(peer, context) {
  const program = [peer.needs, peer.also].find((name) => name !== undefined && !has(name))
  return program === undefined ? (peer.lacks?.(context) ?? '') : `${program} is not installed`
}

/**
 * The peers that read a form and are installed; others are left out with a message. `context.only`: names (or beginnings of them) of the peers wanted,
 * empty = all.
 */
export function peersFor(form, context) {
  const wanted = (peer) => context.only.length === 0 || context.only.some((name) => peer.name.startsWith(name))
  return PEERS.filter((peer) => peer.forms.includes(form) && wanted(peer)).filter((peer) => {
    const reason = absent(peer, context)
    if (reason !== '') context.skip(peer.name, reason)
    return reason === ''
  })
}
