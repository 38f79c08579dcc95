import { createDriver } from '../drive/create-driver.ts'
import { queryNamed } from '../query/query-catalogue.ts'
import type { QueryRun } from '../query/query-run.ts'
import { runQueriesAtRate } from '../query/run-queries-at-rate.ts'
import type { WorkloadResult } from '../result/bench-result.ts'
import type { MixedWorkload } from '../workload/workload.ts'
import { type DrivenRound, driveRound } from './drive-round.ts'
import { queryContender } from './query-contender.ts'
import type { RunContext } from './run-context.ts'
import { workloadSet } from './workload-set.ts'
import { writeResult } from './write-result.ts'

/** Writes while a query is asked at a constant rate: thresholds speak of the writes. */
export async function runMixedWorkload(workload: MixedWorkload, context: RunContext): Promise<WorkloadResult> {
  const { server, rounds, signal, onStep } = context
  const { client } = server.target
  const { queriesPerSecond } = workload
  const query = queryNamed(workload.query)
  const set = workloadSet(workload.set, context)
  const driver = createDriver(workload.arrival.kind === 'open' ? 'plain-http' : 'writer')
  const written: DrivenRound[] = []
  const asked: QueryRun[] = []
  for (let round = 0; round < rounds; round++) {
    onStep(`round ${round + 1} of ${rounds}`)
    const name = `${workload.name}_${round}`
    const options = { server, set, name, signal }
    const one = await driveRound(driver, workload, {
      ...options,
      async meanwhile({ org, bucket }, until) {
        asked.push(await runQueriesAtRate(client, { org, bucket, set, query, queriesPerSecond, until, signal }))
      },
    })
    written.push(one)
  }
  return writeResult(workload, {
    contenders: [{ name: driver.name, rounds: written }, queryContender(query.name, asked)],
  })
}
