import type { QueryRun } from '../query/query-run.ts'
import type { Round } from '../result/bench-result.ts'
import { encodeLatency } from './latency.ts'
import type { MeasuredContender } from './write-result.ts'

/** Queries asked, as a result keeps them; a wrong answer is a problem, not a slow one. */
export function queryContender(name: string, runs: readonly QueryRun[]): MeasuredContender {
  return { name, rounds: runs.map((run) => ({ round: queryRound(run), ...problemOf(name, run) })) }
}

function queryRound(run: QueryRun): Round {
  const { elapsedMs, asked, acknowledged, refused, unknown, latencyUs, sliceMs, slices, cpuMs } = run
  const latency = encodeLatency(latencyUs)
  return { elapsedMs, handedIn: asked, acknowledged, refused, unknown, latencyUs: latency, sliceMs, slices, cpuMs }
}

function problemOf(name: string, { asked, acknowledged, problems }: QueryRun): { readonly problem?: string } {
  if (acknowledged === asked && asked > 0) return {}
  const wrong = `${name}: ${asked - acknowledged} of ${asked} queries had no right answer`
  return { problem: [wrong, ...problems].join('\n  ') }
}
