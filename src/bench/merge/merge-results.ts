import type { BenchResult, ContenderResult, WorkloadResult } from '../result/bench-result.ts'
import { lossOf } from '../run/loss.ts'
import { summarize } from '../run/summarize.ts'
import { type MeasuredContender, writeResult } from '../run/write-result.ts'
import { mergeMachines } from './merge-machines.ts'
import { mergeRounds } from './merge-rounds.ts'
import { mergeServerSides } from './merge-server-sides.ts'
import { requireShards, type ShardResult } from './require-shards.ts'

/**
 * The result of a run out of those of all its shards, in any order. Figures and verdicts are made anew from the merged rounds.
 * @throws UsageError for results that are not the shards of one run.
 */
export function mergeResults(results: readonly BenchResult[]): BenchResult {
  const shards = requireShards(results)
  const [first] = shards
  if (first === undefined) throw new RangeError('mergeResults: expected at least one result')
  const starts = shards.map(({ startedAt }) => Date.parse(startedAt))
  const startedAt = Math.min(...starts)
  const { shard: _, ...common } = first
  return {
    ...common,
    startedAt: new Date(startedAt).toISOString(),
    tookMs: Math.max(...shards.map(({ tookMs }, at) => (starts[at] ?? 0) + tookMs)) - startedAt,
    machine: mergeMachines(shards.map(({ machine }) => machine)),
    workloads: first.workloads.map((_one, at) => mergeWorkload(shards, at)),
  }
}

/** A workload of one shard, with the shard's name. */
interface Part {
  readonly name: string
  readonly result: WorkloadResult
}

function mergeWorkload(shards: readonly ShardResult[], at: number): WorkloadResult {
  const parts = shards.flatMap(({ shard, workloads }): Part[] => {
    const result = workloads[at]
    return result === undefined ? [] : [{ name: `shard ${shard.index}/${shard.of}`, result }]
  })
  const [first] = parts
  if (first === undefined) throw new RangeError('mergeResults: expected the same workloads in every shard')
  const { workload } = first.result
  // A shard whose run broke off has no contenders.
  const { contenders } = parts.find(({ result }) => result.contenders.length > 0)?.result ?? first.result
  const merged = contenders.map((one, index) => mergeContender(one, index, { parts }))
  const ratio = parts.every((part) => part.result.ratio !== undefined) ? ratioOf(merged) : undefined
  const result = writeResult(workload, {
    contenders: merged.filter(({ name }) => name !== 'null-sink'),
    ceiling: merged.find(({ name }) => name === 'null-sink')?.rounds ?? [],
    serverSide: mergeServerSides(parts.map((part) => part.result.server)),
    ratio,
  })
  const problems = parts.flatMap(({ name, result: { problem } }) =>
    problem === undefined ? [] : [`${name}: ${problem}`],
  )
  return problems.length > 0 && merged.length === 0 ? { ...result, problem: problems.join('\n') } : result
}

/** The rival's median time divided by that of the first, over all shards. */
function ratioOf([own, rival]: readonly MeasuredContender[]): number | undefined {
  if (own === undefined || rival === undefined) return undefined
  const [ours, theirs] = [own, rival].map(({ rounds }) => summarize(rounds.map(({ round }) => round)).p50Ms)
  return ours === undefined || theirs === undefined ? undefined : theirs / ours
}

/** @param shape the contender in a shard that has it: its name, and how many rounds there are. */
function mergeContender(
  { name, rounds: shape }: ContenderResult,
  index: number,
  { parts }: { readonly parts: readonly Part[] },
): MeasuredContender {
  const contenders = parts.map(({ result }) => result.contenders[index])
  const rounds = shape.map((_round, at) => {
    const round = mergeRounds(contenders.flatMap((one) => one?.rounds[at] ?? []))
    const problem = lossOf(round)
    return { round, ...(problem !== undefined && { problem: `${name}: ${problem}` }) }
  })
  // A shard without figures spoils the whole: what is lost in one may not be made good by another.
  const broken = parts.filter((_part, at) => contenders[at]?.summary === undefined)
  if (broken.length === 0) return { name, rounds }
  const problem = broken
    .map(({ name: shard, result }) => `${shard}: ${result.problem ?? `no figures of ${name}`}`)
    .join('\n')
  return { name, rounds: rounds.map(({ round }) => ({ round, problem })) }
}
