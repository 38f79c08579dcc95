import type { ContenderResult, Round, ServerSide, Summary, WorkloadResult } from '../result/bench-result.ts'
import { measureDecay } from '../server-side/measure-decay.ts'
import type { Workload } from '../workload/workload.ts'
import { judgeThreshold } from './judge-threshold.ts'
import { summarize } from './summarize.ts'

/** Rounds of one contender, each with what is wrong with it. */
export interface MeasuredContender {
  readonly name: string
  readonly rounds: readonly { readonly round: Round; readonly problem?: string }[]
}

export interface MeasuredWorkload {
  /** The first is the one that thresholds speak of. */
  readonly contenders: readonly MeasuredContender[]
  /** Rounds of the first contender on a sink. */
  readonly ceiling?: MeasuredContender['rounds']
  readonly serverSide?: ServerSide | undefined
  readonly ratio?: number | undefined
}

/** Figures and verdicts of a workload. A contender that lost a point has no figures; the first one's loss is the workload's problem. */
export function writeResult(workload: Workload, measured: MeasuredWorkload): WorkloadResult {
  const { contenders, ceiling = [], serverSide, ratio } = measured
  const results = contenders.map(contenderResult)
  const sink: MeasuredContender[] = ceiling.length > 0 ? [{ name: 'null-sink', rounds: ceiling }] : []
  const ceilings = sink.map(contenderResult)
  const summary = results[0]?.summary
  const most = ceilings[0]?.summary?.perSecond
  const isClosed = !('arrival' in workload) || workload.arrival.kind === 'closed'
  const ceilingRatio = isClosed && most !== undefined && summary !== undefined ? most / summary.perSecond : undefined
  const problems = contenders.flatMap(({ rounds }) => rounds.flatMap(({ problem }) => problem ?? []))
  const own = contenders[0]?.rounds.flatMap(({ problem }) => problem ?? [])[0]
  const problem = own ?? (summary === undefined ? 'no request was answered' : undefined)
  return {
    workload,
    contenders: [...results, ...ceilings],
    ...(ceilingRatio !== undefined && { ceilingRatio }),
    thresholds: workload.thresholds.map((one) => judgeThreshold(one, { summary, ratio, ceilingRatio, problem })),
    ...(serverSide !== undefined && { server: serverSide }),
    ...(ratio !== undefined && { ratio }),
    ...(problems.length > 0 && { problem: [...new Set(problems)].join('\n') }),
    ...(problems.length === 0 && problem !== undefined && { problem }),
  }
}

function contenderResult({ name, rounds }: MeasuredContender): ContenderResult {
  const kept = rounds.map(({ round }) => round)
  const summary = rounds.some(({ problem }) => problem !== undefined) ? undefined : summaryOf(kept)
  return { name, rounds: kept, ...(summary !== undefined && { summary }) }
}

function summaryOf(rounds: readonly Round[]): Summary | undefined {
  try {
    const decay = decayOf(rounds)
    return { ...summarize(rounds), ...(decay !== undefined && { decay }) }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Of the longest round. */
function decayOf(rounds: readonly Round[]): Summary['decay'] {
  const longest = rounds.toSorted((a, b) => b.slices.length - a.slices.length)[0]
  return longest && measureDecay(longest.slices, longest.sliceMs)
}
