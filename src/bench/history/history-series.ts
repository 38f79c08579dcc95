import type { HistoryEntry } from './history-entry.ts'
import type { HistoryMetric } from './history-metric.ts'

/** One run in a series. */
export interface HistoryPoint {
  readonly at: string
  readonly commit?: string | undefined
  readonly versions: HistoryEntry['versions']
  /** Absent: the run has no figure. */
  readonly value?: number | undefined
  /** Least and greatest of its rounds. */
  readonly low?: number
  readonly high?: number
  readonly problem?: string | undefined
}

/** One metric of one contender in one workload on one class of machine and one kind of server, by time. */
export interface HistorySeries {
  readonly machine: string
  /** Kind of the target: figures of an embedded engine and of a container are not compared. */
  readonly target: string
  readonly workload: string
  readonly kind: string
  readonly contender: string
  readonly metric: HistoryMetric
  readonly points: readonly HistoryPoint[]
}

/** Entries as series, in the order of machine, target, workload as first seen, metric, contender as first seen. */
export function historySeries(
  entries: readonly HistoryEntry[],
  metrics: readonly HistoryMetric[],
): readonly HistorySeries[] {
  const groups = Map.groupBy(entries, (one) => JSON.stringify([one.machine, targetOf(one), one.workload]))
  const series = [...groups.values()].flatMap((inWorkload) =>
    metrics.flatMap((metric) => {
      const byContender = Map.groupBy(inWorkload, ({ contender }) => contender)
      return [...byContender.values()].flatMap((own) => seriesOf(own, metric))
    }),
  )
  return series.toSorted((a, b) => compare(a.machine, b.machine) || compare(a.target, b.target))
}

function seriesOf(entries: readonly HistoryEntry[], metric: HistoryMetric): HistorySeries[] {
  const [first] = entries
  if (first === undefined || entries.every((entry) => metric.value(entry) === undefined)) return []
  const { machine, workload, kind, contender } = first
  return [{ machine, target: targetOf(first), workload, kind, contender, metric, points: entries.map(pointOf) }]

  function pointOf(entry: HistoryEntry): HistoryPoint {
    const { at, commit, versions, problem } = entry
    const rounds = metric.spread(entry)
    return {
      at,
      commit,
      versions,
      value: metric.value(entry),
      ...(rounds.length > 0 && { low: Math.min(...rounds), high: Math.max(...rounds) }),
      problem,
    }
  }
}

function targetOf({ versions }: HistoryEntry): string {
  return versions.server.split(' ', 1)[0] ?? ''
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
