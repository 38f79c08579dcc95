import { median } from 'simple-statistics'
import type { Round, Summary } from '../result/bench-result.ts'
import { decodeLatency, mergeLatencies } from './latency.ts'

/** From so many samples on a thousandth of them is ten. */
const samplesForP999 = 10_000

/**
 * Figures of some rounds: medians over the rounds, percentiles over the merged histogram.
 * @param rounds at least one.
 * @throws RangeError without a round, or when no request was answered: there is no rate to tell.
 */
export function summarize(rounds: readonly Round[]): Summary {
  const latency = mergeLatencies(rounds.map((round) => decodeLatency(round.latencyUs)))
  if (rounds.length === 0 || latency.totalCount === 0) throw new RangeError('summarize: expected at least one answer')
  const atMs = (percentile: number) => latency.getValueAtPercentile(percentile) / 1000
  const handedIn = sum(rounds.map((round) => round.handedIn))
  return {
    perSecond: median(rounds.map((round) => (kept(round) * 1000) / round.elapsedMs)),
    p50Ms: atMs(50),
    p95Ms: atMs(95),
    p99Ms: atMs(99),
    ...(latency.totalCount >= samplesForP999 && { p999Ms: atMs(99.9) }),
    maxMs: latency.maxValue / 1000,
    samples: latency.totalCount,
    success: sum(rounds.map(kept)) / handedIn,
    elapsedMs: median(rounds.map((round) => round.elapsedMs)),
    cpuMsPerThousand: median(rounds.map((round) => (round.cpuMs * 1000) / round.handedIn)),
  }
}

/** Points that were acknowledged and are there; a point written twice counts as often as it was handed in. */
function kept({ handedIn, acknowledged, stored, expected }: Round): number {
  if (stored === undefined || expected === undefined) return acknowledged
  return Math.min(acknowledged, handedIn - (expected.points - stored.points))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
