import { baselinePath, writeBaseline } from '../../../bench/gate/calibration/baseline-file.ts'
import { calibrate } from '../../../bench/gate/calibration/calibrate.ts'
import { launchNoiseOf, noiseFloor } from '../../../bench/gate/calibration/noise-floor.ts'
import { roundMetrics } from '../../../bench/gate/judge/round-figure.ts'
import { makeRoundSets } from '../../../bench/gate/rounds/make-round-sets.ts'
import { exitCode, UsageError } from '../../../errors/index.ts'
import type { Io } from '../../io.ts'
import type { CompareFlags } from './compare-command.ts'
import { gateWorkloadOf } from './gate-workload-of.ts'
import { openSubject } from './open-subject.ts'
import { planOf } from './plan-options.ts'
import { writeJson } from './write-json.ts'

/** Runs a subject against itself and keeps the noise. */
export async function runCalibrate(flags: CompareFlags, { io }: { readonly io: Io }): Promise<number> {
  const { base = 'embedded', seed, baselines, launches = 24 } = flags
  if (launches < 2) {
    throw new UsageError({
      operation: 'calibrate',
      expected: 'at least 2 launches',
      found: `${launches}`,
      next: 'Raise --launches',
    })
  }
  const plan = planOf(flags)
  const workload = gateWorkloadOf(flags.workload)
  const subject = await openSubject(base, flags, { io })
  const calibration = await calibrate(subject, {
    sets: makeRoundSets(plan, workload.set, { seed }),
    plan,
    workload: workload.name,
    seed,
    launches,
    signal: io.signal,
    onStep: (step) => io.stderr.write(`${step}\n`),
  })
  const path = baselinePath(baselines, calibration.machine.class, workload.name)
  await writeBaseline(path, calibration)
  const talk = flags.json === '-' ? io.stderr : io.stdout
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`
  for (const metric of roundMetrics) {
    const spread = percent(Math.expm1(launchNoiseOf(calibration, metric).sd))
    const floors = [2, 4, 8].map((count) => percent(noiseFloor(calibration, metric, { launches: count }))).join(', ')
    talk.write(`${metric}: launches differ by ${spread}; what counts is at least ${floors} after 2, 4, 8 of them\n`)
  }
  talk.write(`${launches} launches of ${subject.name} against itself, kept in ${path}\n`)
  if (flags.json !== undefined) writeJson(calibration, flags.json, io)
  return exitCode.kept
}
