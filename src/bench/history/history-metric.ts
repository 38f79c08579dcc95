import { formatMs, formatRate } from '../run/judge-threshold.ts'
import type { HistoryEntry, RoundFigures } from './history-entry.ts'

/** A figure that is followed over time. */
export interface HistoryMetric {
  readonly name: string
  readonly title: string
  readonly better: 'higher' | 'lower'
  value(entry: HistoryEntry): number | undefined
  /** Of each round; empty: it is no figure of rounds. */
  spread(entry: HistoryEntry): readonly number[]
  format(value: number): string
}

const ofRounds =
  (name: keyof RoundFigures) =>
  ({ rounds }: HistoryEntry) =>
    rounds.map((round) => round[name])

function timeMetric(
  name: 'p50Ms' | 'p95Ms' | 'p99Ms' | 'elapsedMs' | 'cpuMsPerThousand',
  title: string,
): HistoryMetric {
  return {
    name,
    title,
    better: 'lower',
    value: ({ summary }) => summary?.[name],
    spread: ofRounds(name),
    format: formatMs,
  }
}

export const historyMetrics: readonly HistoryMetric[] = [
  {
    name: 'perSecond',
    title: 'per second',
    better: 'higher',
    value: ({ summary }) => summary?.perSecond,
    spread: ofRounds('perSecond'),
    format: formatRate,
  },
  timeMetric('p50Ms', 'p50'),
  timeMetric('p95Ms', 'p95'),
  timeMetric('p99Ms', 'p99'),
  timeMetric('elapsedMs', 'whole round'),
  timeMetric('cpuMsPerThousand', 'processor time for 1000'),
  {
    name: 'success',
    title: 'success',
    better: 'higher',
    value: ({ summary }) => summary?.success,
    spread: () => [],
    format: (value) => `${(value * 100).toFixed(2)} %`,
  },
  {
    name: 'ceilingRatio',
    title: 'ceiling',
    better: 'higher',
    value: ({ ceilingRatio }) => ceilingRatio,
    spread: () => [],
    format: (value) => `${value.toFixed(1)}x`,
  },
]
