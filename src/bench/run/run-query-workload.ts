import { median } from 'simple-statistics'
import { compareQueries } from '../query/compare-queries.ts'
import { loadDataSet } from '../query/load-data-set.ts'
import { queryNamed } from '../query/query-catalogue.ts'
import type { QueryRun } from '../query/query-run.ts'
import { runQueries } from '../query/run-queries.ts'
import type { WorkloadResult } from '../result/bench-result.ts'
import type { QueryWorkload } from '../workload/workload.ts'
import { queryContender } from './query-contender.ts'
import type { RunContext } from './run-context.ts'
import { workloadSet } from './workload-set.ts'
import { writeResult } from './write-result.ts'

/** Asks a query of a data set that is known to be stored, in turns with its rival if it has one. */
export async function runQueryWorkload(workload: QueryWorkload, context: RunContext): Promise<WorkloadResult> {
  const { server, rounds, signal, onStep } = context
  const { client } = server.target
  const query = queryNamed(workload.query)
  const rival = workload.rival === undefined ? undefined : queryNamed(workload.rival)
  const { connections, repeats } = workload
  onStep('loading the data')
  await using bucket = await server.makeBucket(workload.name)
  const { org, bucket: name } = bucket.address
  const set = workloadSet(workload.set, { seed: context.seed })
  await loadDataSet(client, { org, bucket: name, set, queries: rival ? [query, rival] : [query], signal })
  const task = { org, bucket: name, set, query, connections, repeats, signal }

  onStep('warming up')
  await runQueries(client, { ...task, repeats: connections })
  const own: QueryRun[] = []
  const others: QueryRun[] = []
  const ratios: number[] = []
  for (let round = 0; round < rounds; round++) {
    onStep(`round ${round + 1} of ${rounds}`)
    if (rival === undefined) {
      own.push(await runQueries(client, task))
      continue
    }
    const compared = await compareQueries(client, { ...task, rival })
    own.push(compared.query)
    others.push(compared.rival)
    if (compared.ratio !== undefined) ratios.push(compared.ratio)
  }
  return writeResult(workload, {
    contenders: [queryContender(query.name, own), ...(rival ? [queryContender(rival.name, others)] : [])],
    ...(ratios.length === rounds && rival && { ratio: median(ratios) }),
  })
}
