import type { InfluxClient } from '../../client/influx-client.ts'
import { cpuMeter } from '../drive/cpu-meter.ts'
import { systemPace } from '../drive/pace.ts'
import { Tally } from '../drive/tally.ts'
import { askQuery } from './ask-query.ts'
import type { BenchQuery } from './bench-query.ts'
import type { QueryRun, QueryTask } from './query-run.ts'

/** Problems that are kept word for word. */
const mostProblems = 5

/** How many rows an answer must have: exactly so many; or, while points are written, at most so many and never fewer than before. */
export type RowRule = 'exact' | 'growing'

/** Asks one query again and again, and tallies. */
export class QueryAsker {
  readonly #client: InfluxClient
  readonly #task: QueryTask
  readonly #name: string
  readonly #flux: string
  readonly #rows: number
  readonly #rule: RowRule
  readonly #tally: Tally
  readonly #problems: string[] = []
  readonly #cpuMs = cpuMeter()
  #asked = 0
  #busyMs = 0
  #mostRows = 0

  constructor(
    client: InfluxClient,
    query: BenchQuery,
    { task, rule = 'exact' }: { readonly task: QueryTask; readonly rule?: RowRule },
  ) {
    this.#client = client
    this.#task = task
    this.#name = query.name
    this.#flux = query.flux(task)
    this.#rows = query.rows(task.set)
    this.#rule = rule
    this.#tally = new Tally(task.pace && { pace: task.pace })
  }

  /** @param fromMs from when the wait is counted, on the clock of the pace. Default: now. */
  async ask(fromMs?: number): Promise<void> {
    const { org, timeoutMs = 60_000, signal, pace = systemPace } = this.#task
    const sentMs = pace.nowMs()
    const least = this.#mostRows
    this.#asked++
    this.#tally.requested()
    const { verdict, rows, problem } = await askQuery(this.#client, {
      org,
      flux: this.#flux,
      judge: (found) => this.#judge(found, least),
      timeoutMs,
      signal,
    })
    this.#tally.answered(fromMs ?? sentMs)
    this.#tally.decided(verdict, 1)
    this.#busyMs += pace.nowMs() - sentMs
    if (verdict === 'acknowledged') this.#mostRows = Math.max(this.#mostRows, rows)
    if (problem !== undefined && this.#problems.length < mostProblems) {
      this.#problems.push(`${this.#name}: ${problem}`)
    }
  }

  /** Time that queries were under way, together, ms. */
  get busyMs(): number {
    return this.#busyMs
  }

  run(): QueryRun {
    return { ...this.#tally.driven(this.#cpuMs()), asked: this.#asked, problems: [...this.#problems] }
  }

  /** @param least rows of an answer that came before this query was sent. */
  #judge(found: number, least: number): string | undefined {
    const expected = this.#rows
    if (this.#rule === 'exact') return found === expected ? undefined : `expected ${expected} rows, found ${found}`
    if (found > expected) return `expected at most ${expected} rows, found ${found}`
    return found < least ? `found ${found} rows, and ${least} in an answer before it` : undefined
  }
}
