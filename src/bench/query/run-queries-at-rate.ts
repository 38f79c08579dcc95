import type { InfluxClient } from '../../client/influx-client.ts'
import { systemPace } from '../drive/pace.ts'
import type { BenchQuery } from './bench-query.ts'
import { QueryAsker } from './query-asker.ts'
import type { QueryRun, QueryTask } from './query-run.ts'

export interface RatedTask extends QueryTask {
  readonly query: BenchQuery
  readonly queriesPerSecond: number
  /** Queries are due until it settles; at least one is asked. */
  readonly until: Promise<unknown>
}

/**
 * Asks a query at a constant rate while its points are written, open model: each is sent when it is due, and its time counts from then.
 * An answer may have as many rows as the whole set gives, and never fewer than one that came before the query was sent.
 * @throws when the signal aborts.
 */
export async function runQueriesAtRate(client: InfluxClient, task: RatedTask): Promise<QueryRun> {
  const { query, queriesPerSecond, until, signal, pace = systemPace } = task
  const asker = new QueryAsker(client, query, { task, rule: 'growing' })
  const startMs = pace.nowMs()
  let isOver = false
  const over = () => {
    isOver = true
  }
  until.then(over, over)
  const asked: Promise<void>[] = []
  let failed = false
  for (let number = 0; number === 0 || (!isOver && !failed); number++) {
    const dueMs = startMs + (number * 1000) / queriesPerSecond
    await pace.until(dueMs, signal)
    if (number > 0 && isOver) break
    const one = asker.ask(dueMs)
    // Thrown below, with the others.
    one.catch(() => {
      failed = true
    })
    asked.push(one)
  }
  await Promise.all(asked)
  return asker.run()
}
