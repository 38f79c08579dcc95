import { compareSubjects } from '../../../bench/gate/judge/compare-subjects.ts'
import { gateWorkload } from '../../../bench/gate/rounds/gate-workload.ts'
import { makeRoundSets } from '../../../bench/gate/rounds/make-round-sets.ts'
import { selftest } from '../../../bench/gate/selftest/selftest.ts'
import { slowedSubject } from '../../../bench/gate/selftest/slowed-subject.ts'
import { servedSubject } from '../../../bench/gate/subject/served-subject.ts'
import { exitCode } from '../../../errors/index.ts'
import type { Io } from '../../io.ts'
import { baselineOf } from './baseline-of.ts'
import { planOf } from './plan-options.ts'
import type { SelftestFlags } from './selftest-command.ts'
import { selftestLines, trialLine } from './selftest-text.ts'
import { writeJson } from './write-json.ts'

/** What is planted. */
const slower = 0.15

/** Runs the self test. @returns 1 when it was missed. */
export async function runSelftest(flags: SelftestFlags, { io }: { readonly io: Io }): Promise<number> {
  const started = performance.now()
  const { aa, planted, seed, within } = flags
  const plan = planOf(flags)
  const sets = makeRoundSets(plan, gateWorkload.set, { seed })
  const base = servedSubject('embedded')
  const calibration = await baselineOf(flags, { io, plan, workload: gateWorkload.name })
  const heads = { aa: base, planted: slowedSubject(slower) }
  let done = 0
  const result = await selftest({
    aa,
    planted,
    seed,
    isLate: () => performance.now() - started > within,
    async compare(kind, own) {
      const { launches } = plan
      const { comparison } = await compareSubjects(
        { base, head: heads[kind] },
        {
          sets,
          launches,
          metric: 'fastestMs',
          seed: own,
          minEffect: 0.1,
          confidence: 0.99,
          calibration,
          signal: io.signal,
        },
      )
      return comparison
    },
    onTrial(trial) {
      done += 1
      const seconds = (performance.now() - started) / 1000
      io.stderr.write(`${trialLine(trial)}; ${done} of ${aa + planted}, ${(seconds / done).toFixed(1)} s each\n`)
    },
  })
  const talk = flags.json === '-' ? io.stderr : io.stdout
  for (const line of selftestLines(result, { slower, tookMs: performance.now() - started })) talk.write(`${line}\n`)
  if (flags.json !== undefined) writeJson({ formatVersion: 1, seed, ...result }, flags.json, io)
  return result.met ? exitCode.kept : exitCode.broken
}
