import type { InfluxClient } from '../../client/influx-client.ts'
import type { BenchQuery } from './bench-query.ts'
import { QueryAsker } from './query-asker.ts'
import type { QueryRun } from './query-run.ts'
import { type RepeatedTask, repeat } from './run-queries.ts'

export interface ComparedTask extends RepeatedTask {
  readonly rival: BenchQuery
}

export interface ComparedQueries {
  /** `elapsedMs` is the time that the query itself was under way, a connection. */
  readonly query: QueryRun
  readonly rival: QueryRun
  /** Median time of the rival divided by that of the query: more than 1, the query is faster. Absent: an answer was wrong. */
  readonly ratio?: number
}

/**
 * Asks a query and its rival in turns, each first every other time, so that what the machine does meanwhile touches both alike.
 * @throws when the signal aborts.
 */
export async function compareQueries(client: InfluxClient, task: ComparedTask): Promise<ComparedQueries> {
  const query = new QueryAsker(client, task.query, { task })
  const rival = new QueryAsker(client, task.rival, { task })
  await repeat(task, async (index) => {
    const [first, second] = index % 2 === 0 ? [query, rival] : [rival, query]
    await first.ask()
    await second.ask()
  })
  const runs = { query: busyRun(query, task), rival: busyRun(rival, task) }
  const isWhole = [runs.query, runs.rival].every(({ acknowledged, asked }) => asked > 0 && acknowledged === asked)
  return { ...runs, ...(isWhole && { ratio: medianUs(runs.rival) / medianUs(runs.query) }) }
}

function busyRun(asker: QueryAsker, { connections }: Pick<RepeatedTask, 'connections'>): QueryRun {
  return { ...asker.run(), elapsedMs: asker.busyMs / connections }
}

function medianUs({ latencyUs }: QueryRun): number {
  return latencyUs.getValueAtPercentile(50)
}
