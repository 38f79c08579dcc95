import type { PointSet } from '../../workload/point-set.ts'
import type { RunningSubject } from '../subject/subject.ts'
import type { RoundPair } from './compared-rounds.ts'
import type { RoundSets } from './round-sets.ts'

/** A base and a head that run at the same time. */
export interface LaunchedPair {
  readonly base: RunningSubject
  readonly head: RunningSubject
}

/** Warms all up, batch by batch in turn, so that none rests for longer than another. */
export async function warmUp(
  pairs: readonly LaunchedPair[],
  { batches }: PointSet,
  signal?: AbortSignal,
): Promise<void> {
  for (const [index, batch] of batches.entries()) {
    signal?.throwIfAborted()
    for (const { base, head } of inTurn(pairs, index)) {
      for (const side of index % 2 === 0 ? [base, head] : [head, base]) await side.write(batch)
    }
  }
}

/** Round by round in turn (base, head, head, base, …): what disturbs the machine for longer than a round disturbs both sides. */
export async function measureLaunches(
  pairs: readonly LaunchedPair[],
  { rounds }: RoundSets,
  signal?: AbortSignal,
): Promise<readonly (readonly RoundPair[])[]> {
  const measured = new Map(pairs.map((pair) => [pair, [] as RoundPair[]]))
  for (const [index, set] of rounds.entries()) {
    signal?.throwIfAborted()
    for (const pair of inTurn(pairs, index)) measured.get(pair)?.push(await measurePair(pair, set, index))
  }
  return [...measured.values()]
}

async function measurePair({ base, head }: LaunchedPair, set: PointSet, index: number): Promise<RoundPair> {
  const { points } = set
  if (index % 2 === 0) {
    const baseMs = await timesOf(base, set)
    return { baseMs, headMs: await timesOf(head, set), points }
  }
  const headMs = await timesOf(head, set)
  return { baseMs: await timesOf(base, set), headMs, points }
}

async function timesOf(side: RunningSubject, { batches }: PointSet): Promise<readonly number[]> {
  const times: number[] = []
  for (const batch of batches) {
    const start = performance.now()
    await side.write(batch)
    times.push(performance.now() - start)
    side.rest?.()
  }
  return times
}

function inTurn<Item>(items: readonly Item[], index: number): readonly Item[] {
  return index % 2 === 0 ? items : items.toReversed()
}
