import { type Command, InvalidArgumentError } from 'commander'
import { defaultPlan, type RoundPlan } from '../../../bench/gate/rounds/round-sets.ts'
import { countOption } from '../../options.ts'

/** Options of the verbs that measure in turn: how much. */
export interface PlanFlags {
  readonly launches?: number
  readonly rounds: number
  readonly requests: number
  readonly warmUp: number
}

/** Adds them. @param launches what is taken where none are given, in words. */
export function addPlanOptions(command: Command, launches: string): Command {
  const { pairs, requests, warmUpRequests } = defaultPlan
  return command
    .option('--launches <number>', `starts of each side, at most (default: ${launches})`, oneOrMore)
    .option('--rounds <number>', 'pairs of rounds in a launch', oneOrMore, pairs)
    .option('--requests <number>', 'batches of a round', oneOrMore, requests)
    .option('--warm-up <number>', 'batches before the first round, not counted', oneOrMore, warmUpRequests)
}

/** What the options ask for. */
export function planOf(flags: PlanFlags): RoundPlan {
  const { launches = defaultPlan.launches, rounds, requests, warmUp } = flags
  return { launches, pairs: rounds, requests, warmUpRequests: warmUp }
}

function oneOrMore(text: string): number {
  const count = countOption(text)
  if (count === 0) throw new InvalidArgumentError('Expected a whole number from 1.')
  return count
}
