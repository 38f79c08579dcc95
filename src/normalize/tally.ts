import type { DropReason } from './decision.ts'
import { DecisionCounts } from './decision-counts.ts'
import type { LineOutcome } from './line-outcome.ts'
import type { Outcome } from './outcome.ts'
import { createLineOverwrites, createPointOverwrites } from './overwrites.ts'

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
export interface Tally {
  add(outcome: Outcome | LineOutcome): void
  summary(): Summary
}

/** A tally of nothing yet. Points and lines of the same events count the same; one tally takes one kind. */
export function createTally(): Tally {
  let events = 0
  let points = 0
  let overwriting = 0
  const drops = new Map<DropReason, number>()
  const decisions = new DecisionCounts()
  const pointOverwrites = createPointOverwrites()
  const lineOverwrites = createLineOverwrites()
  return {
    add(outcome) {
      events++
      if (outcome.kind === 'drop') {
        drops.set(outcome.reason, (drops.get(outcome.reason) ?? 0) + 1)
        return
      }
      points++
      if (outcome.kind === 'line' ? lineOverwrites(outcome) : pointOverwrites(outcome.point)) overwriting++
      for (const decision of outcome.decisions) decisions.add(decision)
    },
    summary: () => ({ events, points, overwriting, drops: Object.fromEntries(drops), ...decisions.all() }),
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
