import type { MetricComparison } from '../judge/judge-rounds.ts'
import { type ShareBounds, shareBounds } from '../statistics/share-bounds.ts'

/** `aa`: a program against itself. `planted`: against one that takes longer. */
export type TrialKind = 'aa' | 'planted'

export interface SelftestOptions {
  /** Comparisons of each kind. */
  readonly aa: number
  readonly planted: number
  readonly seed: number
  /** Makes one comparison. Its seed is its own. */
  readonly compare: (kind: TrialKind, seed: number) => Promise<MetricComparison>
  /** Told after each comparison. */
  readonly onTrial?: (trial: Trial) => void
  /** Asked before each comparison: true ends the test early, and it counts as missed. */
  readonly isLate?: () => boolean
}

export interface Trial extends MetricComparison {
  readonly kind: TrialKind
  readonly seed: number
}

/** How often something was seen, and how often it was allowed or demanded. */
export interface Count {
  readonly hits: number
  readonly trials: number
  /** How many were wanted: fewer were done when the time was over. */
  readonly wanted: number
  readonly limit: number
  /** Bounds of the share behind it, at 95 %. */
  readonly bounds: ShareBounds
  readonly met: boolean
}

export interface SelftestResult {
  readonly falseAlarms: Count
  readonly found: Count
  readonly met: boolean
  readonly trials: readonly Trial[]
}

/** At most 2 of 200. */
const falseAlarmShare = 0.01
/** At least 95 of 100. */
const foundShare = 0.95

/**
 * Holds the gate against two questions whose answers are known: does it keep quiet when nothing changed, does it speak when a server got slower?
 * Both kinds are mixed over the whole time, so that a spell of noise hits both.
 */
export async function selftest(options: SelftestOptions): Promise<SelftestResult> {
  const { aa, planted, seed, compare, onTrial = () => {}, isLate = () => false } = options
  const trials: Trial[] = []
  for (const [index, kind] of order(aa, planted).entries()) {
    if (isLate()) break
    const own = seed * 100_003 + index
    const trial = { kind, seed: own, ...(await compare(kind, own)) }
    trials.push(trial)
    onTrial(trial)
  }
  const falseAlarms = count(trials, 'aa', aa)
  const found = count(trials, 'planted', planted)
  return { falseAlarms, found, met: falseAlarms.met && found.met, trials }
}

/** What an alarm is. Of a program against itself, "faster" is as false as "slower". */
export function isAlarm({ kind, judgement: { verdict } }: Trial): boolean {
  return verdict === 'regression' || (kind === 'aa' && verdict === 'improvement')
}

function count(all: readonly Trial[], kind: TrialKind, wanted: number): Count {
  const trials = all.filter((trial) => trial.kind === kind)
  const hits = trials.filter(isAlarm).length
  const limit = kind === 'aa' ? Math.floor(wanted * falseAlarmShare) : Math.ceil(wanted * foundShare)
  const complete = trials.length === wanted
  const bounds = shareBounds(hits, trials.length)
  return {
    hits,
    trials: trials.length,
    wanted,
    limit,
    bounds,
    met: complete && (kind === 'aa' ? hits <= limit : hits >= limit),
  }
}

/** Spread evenly: two of one kind, one of the other, where there are twice as many. */
function order(aa: number, planted: number): readonly TrialKind[] {
  const places = (kind: TrialKind, many: number) =>
    Array.from({ length: many }, (_, one) => ({ kind, at: (one + 0.5) / many }))
  return [...places('aa', aa), ...places('planted', planted)].sort((a, b) => a.at - b.at).map(({ kind }) => kind)
}
