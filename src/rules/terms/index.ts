import type { TermRule } from '../term-rule.ts'
import { term as affectedVersion } from './affected-version.ts'
import { term as agentRollOut } from './agent-roll-out.ts'
import { term as configuration } from './configuration.ts'
import { term as deletionRace } from './deletion-race.ts'
import { term as earlierOtherCause } from './earlier-other-cause.ts'
import { term as failuresBeforeTrigger } from './failures-before-trigger.ts'
import { term as healthyAlike } from './healthy-alike.ts'
import { term as leftBehind } from './left-behind.ts'
import { term as mechanism } from './mechanism.ts'
import { term as nodeNotReady } from './node-not-ready.ts'
import { term as onsetAfterChange } from './onset-after-change.ts'
import { term as recovered } from './recovered.ts'
import { term as recoveryAfterUndo } from './recovery-after-undo.ts'
import { term as share } from './share.ts'
import { term as spread } from './spread.ts'
import { term as unaffectedVersion } from './unaffected-version.ts'

/** Every term, sorted by file name. */
export const terms: readonly TermRule[] = [
  affectedVersion,
  agentRollOut,
  configuration,
  deletionRace,
  earlierOtherCause,
  failuresBeforeTrigger,
  healthyAlike,
  leftBehind,
  mechanism,
  nodeNotReady,
  onsetAfterChange,
  recovered,
  recoveryAfterUndo,
  share,
  spread,
  unaffectedVersion,
]
