import type { RunningSubject, Subject } from '../subject/subject.ts'
import type { ComparedRounds, RoundPair } from './compared-rounds.ts'
import { type LaunchedPair, measureLaunches, warmUp } from './measure-launches.ts'
import type { RoundSets } from './round-sets.ts'
import { verifyRounds } from './verify-rounds.ts'

export interface ComparisonOptions {
  readonly sets: RoundSets
  /** Of each side. */
  readonly launches: number
  readonly signal?: AbortSignal | undefined
  /** Told what is under way. */
  readonly onStep?: (step: string) => void
}

/** So many of each side run at the same time: their starts share the cores, their rounds do not. */
const launchesAtOnce = 2

/**
 * Runs base and head in turn, in fresh processes, and reads back every point that was written.
 * @throws FluxproofError when a side does not start, refuses a batch, or lost or altered a point.
 */
export async function runComparison(
  { base, head }: { readonly base: Subject; readonly head: Subject },
  options: ComparisonOptions,
): Promise<ComparedRounds> {
  const { sets, launches, signal, onStep = () => {} } = options
  const measured: (readonly RoundPair[])[] = []
  while (measured.length < launches) {
    const count = Math.min(launchesAtOnce, launches - measured.length)
    onStep(`launch ${measured.length + 1} of ${launches}`)
    await using stack = new AsyncDisposableStack()
    const pairs = await launch(
      Array.from({ length: count }, (_, one) => ({ base, head, turned: one % 2 === 1 })),
      { stack, signal },
    )
    await warmUp(pairs, sets.warmUp, signal)
    measured.push(...(await measureLaunches(pairs, sets, signal)))
    await Promise.all(
      pairs.flatMap((pair) => [
        verifyRounds(pair.base, sets, { name: base.name, signal }),
        verifyRounds(pair.head, sets, { name: head.name, signal }),
      ]),
    )
  }
  return measured
}

interface Launch {
  readonly base: Subject
  readonly head: Subject
  /** Head is started first. */
  readonly turned: boolean
}

/** Starts all at once; when one fails, those that started are ended with the stack. */
async function launch(
  wanted: readonly Launch[],
  { stack, signal }: { readonly stack: AsyncDisposableStack; readonly signal: AbortSignal | undefined },
): Promise<readonly LaunchedPair[]> {
  const start = async (subject: Subject): Promise<RunningSubject> => stack.use(await subject.start({ signal }))
  const starts = wanted.map(async ({ base, head, turned }) => {
    const [first, second] = await settled([start(turned ? head : base), start(turned ? base : head)])
    return turned ? { base: second, head: first } : { base: first, head: second }
  })
  return settled(starts)
}

/** As Promise.all, but rejects only when nothing is under way any more. */
async function settled<Results extends readonly unknown[]>(
  promises: {
    readonly [Key in keyof Results]: Promise<Results[Key]>
  },
): Promise<Results> {
  await Promise.allSettled(promises)
  return Promise.all(promises) as unknown as Promise<Results>
}
