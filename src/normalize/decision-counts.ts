import type { Decision } from './decision.ts'

interface Count {
  times: number
}

/** Counts decisions by what they say. Most are shared by many events, so what one says is put into words once. */
export class DecisionCounts {
  readonly #converted = new Map<string, Count>()
  readonly #omitted = new Map<string, Count>()
  readonly #known = new WeakMap<Decision, Count>()

  add(decision: Decision): void {
    let count = this.#known.get(decision)
    if (count === undefined) {
      count =
        decision.kind === 'omitted'
          ? countOf(this.#omitted, `${decision.key}: ${decision.reason}`)
          : countOf(this.#converted, `${decision.key}: ${decision.from} to ${decision.to}`)
      this.#known.set(decision, count)
    }
    count.times++
  }

  /** How often each was made: by "key: from to" such as "normalized_value: °F to °C", and by "key: reason". */
  all(): { readonly converted: Record<string, number>; readonly omitted: Record<string, number> } {
    return { converted: timesOf(this.#converted), omitted: timesOf(this.#omitted) }
  }
}

function countOf(counts: Map<string, Count>, what: string): Count {
  const count = counts.get(what) ?? { times: 0 }
  counts.set(what, count)
  return count
}

function timesOf(counts: ReadonlyMap<string, Count>): Record<string, number> {
  return Object.fromEntries([...counts].map(([what, { times }]) => [what, times]))
}
