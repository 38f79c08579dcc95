import type { Point } from '../line-protocol/types.ts'
import type { DropReason } from './decision.ts'
import type { Outcome } from './outcome.ts'

/** The decisions of a run, counted. `events` is always `points` plus the sum of `drops`. */
export interface Summary {
  readonly events: number
  readonly points: number
  /** Points with the series and the time of the point before them in that series: the server keeps the later one. */
  readonly overwriting: number
  readonly drops: Readonly<Partial<Record<DropReason, number>>>
  /** By "key: from to" such as "normalized_value: °F to °C". */
  readonly converted: Readonly<Record<string, number>>
  /** By "key: reason" such as "weather_temp: null". */
  readonly omitted: Readonly<Record<string, number>>
}

/** Counts outcomes. It remembers the last time of each series. */
export function createTally(): { add(outcome: Outcome): void; summary(): Summary } {
  let events = 0
  let points = 0
  let overwriting = 0
  const drops = new Map<DropReason, number>()
  const converted = new Map<string, number>()
  const omitted = new Map<string, number>()
  const lastTimes = new Map<string, bigint | undefined>()
  return {
    add(outcome) {
      events++
      if (outcome.kind === 'drop') {
        count(drops, outcome.reason)
        return
      }
      points++
      const series = seriesOf(outcome.point)
      const { time } = outcome.point
      if (time !== undefined && lastTimes.get(series) === time) overwriting++
      lastTimes.set(series, time)
      for (const decision of outcome.decisions) {
        if (decision.kind === 'omitted') count(omitted, `${decision.key}: ${decision.reason}`)
        else count(converted, `${decision.key}: ${decision.from} to ${decision.to}`)
      }
    },
    summary: () => ({
      events,
      points,
      overwriting,
      drops: Object.fromEntries(drops),
      converted: Object.fromEntries(converted),
      omitted: Object.fromEntries(omitted),
    }),
  }
}

/** A summary as lines of text, the most frequent first. */
export function formatSummary({ events, points, overwriting, drops, converted, omitted }: Summary): string {
  const dropped = events - points
  const lines = [`${events} events: ${points} points, ${dropped} dropped`]
  if (overwriting > 0)
    lines.push(`  overwriting ${String(overwriting).padStart(5)}  the point before, of the same series and time`)
  const section = (title: string, counts: Readonly<Record<string, number>>) => {
    for (const [what, times] of Object.entries(counts).sort(([, a], [, b]) => b - a)) {
      lines.push(`  ${title.padEnd(10)} ${String(times).padStart(6)}  ${what}`)
    }
  }
  section('dropped', drops)
  section('converted', converted)
  section('left out', omitted)
  return lines.join('\n')
}

/** A normalizer writes the tags of a series in one order. */
function seriesOf({ measurement, tags }: Point): string {
  let series = measurement
  for (const [key, value] of tags) series += `\n${key}\t${value}`
  return series
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
