import { draw, pick } from '../fault/draw.ts'
import { exampleFaults, type Fault } from '../fault/fault.ts'
import { seededSchedule } from '../fault/schedule.ts'
import { fluxproofWriter } from './adapters/fluxproof.ts'
import { overwritingLines, plainLines } from './cases/lines.ts'
import type { ConformanceCase } from './conformance-case.ts'
import type { Reader } from './read-back.ts'
import { type CaseResult, runCase } from './run-case.ts'
import type { WriterFactory } from './writer-adapter.ts'

/** Every fault but the one that no writer can see: a server that says it stored what it did not. */
const faults: readonly Fault[] = [
  ...Object.values(exampleFaults).filter(({ kind }) => kind !== 'lie'),
  { kind: 'reset', at: 'before-body' },
  { kind: 'reset', at: 'during-body' },
  { kind: 'status', status: 429, retryAfter: 'date', retryAfterMs: 2000 },
  { kind: 'status', status: 429, retryAfter: 'junk' },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 413 },
]

/** One case of a torture: which lines, in which calls, under which share of faults. All of it follows from the seed. */
export function tortureCase(seed: number): ConformanceCase {
  const count = 1 + Math.floor(draw(seed, 'count') * 60)
  const overwrites = draw(seed, 'overwrites') < 0.5
  const lines = () => (overwrites ? overwritingLines(Math.ceil(count / 4), 4) : plainLines(count))
  const flushEvery = draw(seed, 'flush') < 0.6 ? 1 + Math.floor(draw(seed, 'every') * 20) : undefined
  return {
    id: `torture/${seed}`,
    says: `seed ${seed} loses nothing`,
    lines,
    callers: overwrites ? 1 : pick([1, 2, 5], draw(seed, 'callers')),
    ends: draw(seed, 'ends') < 0.3 ? 'close' : 'flush-and-close',
    ...(flushEvery !== undefined && { flushEvery }),
    expects: {},
  }
}

/** Runs a writer under the faults of a seed, in process and in virtual time: the same seed gives the same result. */
export function runTorture(
  seed: number,
  {
    reader,
    writer = () => fluxproofWriter({ random: () => 0.5 }),
  }: { readonly reader: Reader; readonly writer?: WriterFactory },
): Promise<CaseResult> {
  const rate = 0.1 + draw(seed, 'rate') * 0.6
  const calmFrom = 40
  return runCase(tortureCase(seed), {
    writer,
    reader,
    way: 'virtual',
    schedule: seededSchedule({ seed, rate, faults, calmFrom }),
  })
}
