import { baselinePath, readBaseline } from '../../../bench/gate/calibration/baseline-file.ts'
import { compareResults } from '../../../bench/gate/saved/compare-results.ts'
import { readResult } from '../../../bench/result/read-result.ts'
import type { Io } from '../../io.ts'
import type { CompareFlags } from './compare-command.ts'
import { exitCodeOf, metricLine, verdictText } from './comparison-text.ts'
import { writeJson } from './write-json.ts'

/** Compares two result files. @returns the worst exit code of all workloads. */
export async function runCompareResults(
  [basePath, headPath]: readonly [string, string],
  flags: CompareFlags,
  { io }: { readonly io: Io },
): Promise<number> {
  const [base, head] = [await readResult(basePath), await readResult(headPath)]
  const { metric, minEffect, confidence, seed, baselines } = flags
  const machineClass = base.machine.class
  const comparisons = await compareResults(base, head, {
    metric,
    minEffect,
    confidence,
    seed,
    calibrationOf: (workload) =>
      readBaseline(baselinePath(baselines, machineClass, workload), { machineClass, workload }),
  })
  const talk = flags.json === '-' ? io.stderr : io.stdout
  talk.write(
    `base ${basePath}, head ${headPath}, ${machineClass}; not measured in turn: what the machine did in between counts too\n`,
  )
  for (const one of comparisons) talk.write(`${one.workload}: ${metricLine(one.metric, one)}\n`)
  talk.write(`${verdictText(comparisons.map(({ judgement }) => judgement))}\n`)
  if (flags.json !== undefined) {
    writeJson(
      { formatVersion: 1, base: basePath, head: headPath, machine: base.machine, seed, comparisons },
      flags.json,
      io,
    )
  }
  return exitCodeOf(comparisons.map(({ judgement }) => judgement))
}
