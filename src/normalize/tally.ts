import type { DropReason } from './decision.ts'
import type { Outcome } from './outcome.ts'

/** The decisions of a run, counted. `events` is always `points` plus the sum of `drops`. */
export interface Summary {
  readonly events: number
  readonly points: number
  readonly drops: Readonly<Partial<Record<DropReason, number>>>
  /** By "key: from to" such as "normalized_value: °F to °C". */
  readonly converted: Readonly<Record<string, number>>
  /** By "key: reason" such as "weather_temp: null". */
  readonly omitted: Readonly<Record<string, number>>
}

/** Counts outcomes. */
export function createTally(): { add(outcome: Outcome): void; summary(): Summary } {
  let events = 0
  let points = 0
  const drops = new Map<DropReason, number>()
  const converted = new Map<string, number>()
  const omitted = new Map<string, number>()
  return {
    add(outcome) {
      events++
      if (outcome.kind === 'drop') {
        count(drops, outcome.reason)
        return
      }
      points++
      for (const decision of outcome.decisions) {
        if (decision.kind === 'omitted') count(omitted, `${decision.key}: ${decision.reason}`)
        else count(converted, `${decision.key}: ${decision.from} to ${decision.to}`)
      }
    },
    summary: () => ({
      events,
      points,
      drops: Object.fromEntries(drops),
      converted: Object.fromEntries(converted),
      omitted: Object.fromEntries(omitted),
    }),
  }
}

/** A summary as lines of text, the most frequent first. */
export function formatSummary({ events, points, drops, converted, omitted }: Summary): string {
  const dropped = events - points
  const lines = [`${events} events: ${points} points, ${dropped} dropped`]
  const section = (title: string, counts: Readonly<Record<string, number>>) => {
    for (const [what, times] of Object.entries(counts).sort(([, a], [, b]) => b - a)) {
      lines.push(`  ${title} ${String(times).padStart(7)}  ${what}`)
    }
  }
  section('dropped  ', drops)
  section('converted', converted)
  section('left out ', omitted)
  return lines.join('\n')
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
