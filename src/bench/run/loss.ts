import type { Round } from '../result/bench-result.ts'

/**
 * What is wrong with a round: points lost or altered, or answers that do not add up. Undefined: all that was acknowledged is there,
 * and nothing else unless no answer told of it.
 */
export function lossOf(round: Round): string | undefined {
  const { handedIn, acknowledged, refused, unknown, stored, expected } = round
  const decided = acknowledged + refused + unknown
  if (decided !== handedIn) return `${handedIn} points were handed in, and the fate of ${decided} was told`
  if (stored === undefined || expected === undefined) return undefined
  if (stored.points > expected.points) return `${stored.points} points were read back, ${expected.points} were written`
  if (acknowledged < handedIn) return shortOf(round, expected.points - stored.points)
  if (stored.points < expected.points) {
    return `all ${handedIn} points were acknowledged, ${expected.points - stored.points} of ${expected.points} were not read back`
  }
  if (stored.hash !== expected.hash || stored.cells !== expected.cells) {
    return `${stored.points} points were read back, and their content is another (${stored.cells} of ${expected.cells} field values, hash ${stored.hash} in place of ${expected.hash})`
  }
  return undefined
}

/** Points that were not acknowledged may be missing; more of them may not. */
function shortOf({ handedIn, acknowledged }: Round, missing: number): string | undefined {
  const notAcknowledged = handedIn - acknowledged
  if (missing <= notAcknowledged) return undefined
  return `${acknowledged} of ${handedIn} points were acknowledged, ${missing} were not read back`
}
