import { appendHistory } from '../../../bench/history/append-history.ts'
import { formatBenchJunit } from '../../../bench/report/bench-junit.ts'
import { formatTable, tableHead, tableRows } from '../../../bench/report/bench-table.ts'
import { exitCodeOf, totalsOf } from '../../../bench/report/outcome.ts'
import { problemLines } from '../../../bench/report/problem-lines.ts'
import type { BenchResult } from '../../../bench/result/bench-result.ts'
import { runBench } from '../../../bench/run/run-bench.ts'
import { selectWorkloads } from '../../../bench/run/select-workloads.ts'
import { exitCode } from '../../../errors/index.ts'
import { writeWhole } from '../../../report/report-file.ts'
import type { Io } from '../../io.ts'
import { requireWriteAllowed, targetOf } from '../../open-target.ts'
import { packageVersion } from '../../version.ts'
import type { BenchRunFlags } from './command.ts'
import { createSteps } from './steps.ts'

/** Runs workloads and reports them. @returns 1 where a threshold is missed, 2 where points were lost or something was not measured. */
export async function runBenchCommand(
  names: readonly string[],
  flags: BenchRunFlags,
  { io }: { readonly io: Io },
): Promise<number> {
  const workloads = selectWorkloads(names, flags.selection)
  if (flags.list) {
    for (const { name, title } of workloads) io.stdout.write(`${name}\n    ${title}\n`)
    return exitCode.kept
  }
  const target = await targetOf(flags, { io })
  requireWriteAllowed(target, flags.allowWrite, 'run benchmarks')
  io.stderr.write(`bench on ${target.kind} (${target.reason})\n`)
  const steps = createSteps({ io, quiet: flags.quiet === true, count: workloads.length })
  const result = await runBench({
    target,
    workloads,
    seed: flags.seed,
    rounds: flags.rounds ?? (flags.selection === 'nightly' ? 5 : 3),
    shard: flags.shard,
    version: packageVersion(),
    org: flags.org ?? target.org ?? io.env.INFLUX_ORG,
    timeoutMs: flags.timeout,
    signal: io.signal,
    hide: (secret) => io.hide(secret),
    onStep: steps.step,
    onNote: steps.note,
    onWorkload: steps.done,
  })
  steps.clear()
  await report(result, flags, io)
  return exitCodeOf(result)
}

async function report(result: BenchResult, flags: BenchRunFlags, io: Io): Promise<void> {
  const rows = result.workloads.flatMap(tableRows)
  const { passed, failed, errors } = totalsOf(result)
  const lines = [
    `${result.target.kind} ${result.target.version} on ${result.machine.class}, seed ${result.seed}`,
    formatTable([tableHead, ...rows]),
    ...problemLines(result),
    `${passed + failed + errors} thresholds: ${passed} met, ${failed} missed, ${errors} undecided in ${(result.tookMs / 1000).toFixed(0)} s`,
  ]
  const talk = flags.json === '-' ? io.stderr : io.stdout
  talk.write(`${lines.join('\n')}\n`)
  if (flags.json !== undefined) {
    const text = `${JSON.stringify(result, null, 2)}\n`
    if (flags.json === '-') io.stdout.write(text)
    else await writeWhole(flags.json, io.redact(text))
  }
  if (flags.junit !== undefined) await writeWhole(flags.junit, io.redact(formatBenchJunit(result)))
  if (flags.history !== undefined) await appendHistory(result, flags.history)
}
