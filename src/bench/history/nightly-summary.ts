import { median } from 'simple-statistics'
import { totalsOf } from '../report/outcome.ts'
import { problemLines } from '../report/problem-lines.ts'
import type { BenchResult, ThresholdVerdict } from '../result/bench-result.ts'
import { formatMs, formatRate } from '../run/judge-threshold.ts'
import type { HistoryEntry } from './history-entry.ts'
import { shortCommit } from './history-table.ts'

/** Problems that are told in full; a job summary has a limit. */
const mostProblems = 40

/**
 * A run as Markdown, for the summary of a job: a line for each workload, its first contender against the median of earlier runs.
 * @param history entries of any machine; those of another class or kind of server, and of the run itself, are left out.
 */
export function nightlySummary(result: BenchResult, history: readonly HistoryEntry[]): string {
  const { machine, target, seed, commit, startedAt, tookMs, workloads } = result
  const { passed, failed, errors } = totalsOf(result)
  const problems = problemLines(result)
  const word = failed > 0 ? 'missed' : errors > 0 ? 'undecided' : 'met'
  return [
    `# Benchmarks: ${word}`,
    '',
    `${passed} thresholds met, ${failed} missed, ${errors} undecided. ${cell(target.kind)} ${cell(target.version)} on ${cell(machine.class)}, seed ${seed}, commit ${shortCommit(commit) || 'none'}, ${startedAt.slice(0, 16).replace('T', ' ')} UTC, ${(tookMs / 60_000).toFixed(1)} min.`,
    '',
    '| workload | | per second | earlier | p50 | p99 | success | ceiling |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...workloads.map((one) => {
      const { workload, contenders, ceilingRatio, thresholds, problem } = one
      const name = `| ${cell(workload.name)} | ${outcome(thresholds, problem)}`
      const summary = contenders[0]?.summary
      if (summary === undefined) return `${name} | no figure | | | | | |`
      const earlier = changeText(summary.perSecond, ratesBefore(result, { workload: workload.name, history }))
      const ceiling = ceilingRatio === undefined ? '' : `${ceilingRatio.toFixed(1)}x`
      return `${name} | ${formatRate(summary.perSecond)} | ${earlier} | ${formatMs(summary.p50Ms)} | ${formatMs(summary.p99Ms)} | ${(summary.success * 100).toFixed(2)} % | ${ceiling} |`
    }),
    ...(problems.length > 0 ? ['', ...problems.slice(0, mostProblems).map((line) => `- ${cell(line)}`)] : []),
    ...(problems.length > mostProblems ? [`- and ${problems.length - mostProblems} more`] : []),
    '',
  ].join('\n')
}

function outcome(thresholds: readonly ThresholdVerdict[], problem: string | undefined): string {
  if (thresholds.some(({ status }) => status === 'failed')) return 'missed'
  if (problem !== undefined || thresholds.some(({ status }) => status === 'error')) return 'undecided'
  return thresholds.length > 0 ? 'met' : 'measured'
}

/** Rates of the first contender in earlier runs on the same class of machine and kind of server. */
function ratesBefore(
  { machine, target, startedAt, workloads }: BenchResult,
  { workload, history }: { readonly workload: string; readonly history: readonly HistoryEntry[] },
): readonly number[] {
  const contender = workloads.find((one) => one.workload.name === workload)?.contenders[0]?.name
  return history
    .filter((one) => one.machine === machine.class && one.versions.server.startsWith(`${target.kind} `))
    .filter((one) => one.workload === workload && one.contender === contender && one.at < startedAt)
    .flatMap(({ summary }) => summary?.perSecond ?? [])
}

function changeText(value: number, before: readonly number[]): string {
  if (before.length === 0) return 'none'
  const percent = (value / median([...before]) - 1) * 100
  return `${percent < 0 ? '' : '+'}${percent.toFixed(1)} % of ${before.length}`
}

/** Text that may stand in a table and holds no markup of its own. */
function cell(text: string): string {
  return text.replaceAll(/[\\|<>*_`[\]]/g, String.raw`\$&`).replaceAll(/\s+/g, ' ')
}
