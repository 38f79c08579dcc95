import type { InfluxClient } from '../../client/influx-client.ts'
import type { BenchQuery } from './bench-query.ts'
import { QueryAsker } from './query-asker.ts'
import type { QueryRun, QueryTask } from './query-run.ts'

export interface RepeatedTask extends QueryTask {
  readonly query: BenchQuery
  /** Queries under way at a time. */
  readonly connections: number
  /** Queries in all. */
  readonly repeats: number
}

/**
 * Asks a query `repeats` times, closed loop: a connection asks when its answer is there. The rows of every answer are counted.
 * @throws when the signal aborts.
 */
export async function runQueries(client: InfluxClient, task: RepeatedTask): Promise<QueryRun> {
  const asker = new QueryAsker(client, task.query, { task })
  await repeat(task, () => asker.ask())
  return asker.run()
}

/** Calls `once` so many times, so many at a time. */
export async function repeat(
  { connections, repeats }: Pick<RepeatedTask, 'connections' | 'repeats'>,
  once: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0
  const work = async () => {
    while (next < repeats) await once(next++)
  }
  await Promise.all(Array.from({ length: connections }, work))
}
