import { compareSubjects } from '../../../bench/gate/judge/compare-subjects.ts'
import { judgeRounds } from '../../../bench/gate/judge/judge-rounds.ts'
import { type RoundMetric, roundMetrics } from '../../../bench/gate/judge/round-figure.ts'
import { makeRoundSets } from '../../../bench/gate/rounds/make-round-sets.ts'
import { describeMachine } from '../../../bench/machine/describe-machine.ts'
import { UsageError } from '../../../errors/index.ts'
import type { Io } from '../../io.ts'
import { baselineOf } from './baseline-of.ts'
import type { CompareFlags } from './compare-command.ts'
import { exitCodeOf, judgementText, metricLine } from './comparison-text.ts'
import { gateWorkloadOf } from './gate-workload-of.ts'
import { openSubject } from './open-subject.ts'
import { planOf } from './plan-options.ts'
import { writeJson } from './write-json.ts'

/** Compares two subjects in turn. @returns the exit code of the metric that decides. */
export async function runCompareSubjects(
  names: { readonly base: string; readonly head: string },
  flags: CompareFlags,
  { io }: { readonly io: Io },
): Promise<number> {
  const { seed, minEffect, confidence } = flags
  const plan = planOf(flags)
  const metric = roundMetricOf(flags)
  const workload = gateWorkloadOf(flags.workload)
  const base = await openSubject(names.base, flags, { io })
  const head = await openSubject(names.head, flags, { io })
  const machine = describeMachine()
  const calibration = await baselineOf(flags, { io, plan, workload: workload.name })
  const { rounds, comparison } = await compareSubjects(
    { base, head },
    {
      sets: makeRoundSets(plan, workload.set, { seed }),
      launches: plan.launches,
      metric,
      seed,
      minEffect,
      confidence,
      calibration,
      signal: io.signal,
      onStep: (step) => io.stderr.write(`${step}\n`),
    },
  )
  const others = roundMetrics
    .filter((one) => one !== metric)
    .map((one) =>
      judgeRounds(rounds, { metric: one, seed, minEffect, confidence: comparison.estimate.confidence, calibration }),
    )
  const talk = flags.json === '-' ? io.stderr : io.stdout
  talk.write(`base ${base.name}, head ${head.name}, workload ${workload.name}, ${machine.class}\n`)
  for (const one of [comparison, ...others])
    talk.write(`${metricLine(one.metric, one)}${one === comparison ? '' : '; does not decide'}\n`)
  talk.write(`${judgementText(comparison)}\n`)
  if (flags.json !== undefined) {
    const report = { formatVersion: 1, base: base.name, head: head.name, workload: workload.name, seed, machine }
    writeJson({ ...report, decides: metric, metrics: [comparison, ...others], rounds }, flags.json, io)
  }
  return exitCodeOf([comparison.judgement])
}

function roundMetricOf({ metric = 'fastestMs' }: CompareFlags): RoundMetric {
  const found = roundMetrics.find((one) => one === metric)
  if (found !== undefined) return found
  throw new UsageError({
    operation: 'choose what decides',
    expected: `one of ${roundMetrics.join(', ')}: base and head only write`,
    found: metric,
    next: 'Correct --metric',
  })
}
