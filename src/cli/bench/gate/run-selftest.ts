import { compareSubjects } from '../../../bench/gate/judge/compare-subjects.ts'
import { gateWorkload } from '../../../bench/gate/rounds/gate-workload.ts'
import { makeRoundSets } from '../../../bench/gate/rounds/make-round-sets.ts'
import { selftest, type Trial } from '../../../bench/gate/selftest/selftest.ts'
import { pacedSubject, slowedSubject } from '../../../bench/gate/selftest/slowed-subject.ts'
import { servedSubject } from '../../../bench/gate/subject/served-subject.ts'
import { exitCode } from '../../../errors/index.ts'
import type { Io } from '../../io.ts'
import { baselineOf } from './baseline-of.ts'
import { planOf } from './plan-options.ts'
import type { SelftestFlags } from './selftest-command.ts'
import { progressLine, selftestLines } from './selftest-text.ts'
import { writeJson } from './write-json.ts'

/** What is planted. */
const slower = 0.15
/** In a whole self test, about. */
const progressLines = 30

/** Runs the self test. @returns 1 when it was missed. */
export async function runSelftest(flags: SelftestFlags, { io }: { readonly io: Io }): Promise<number> {
  const started = performance.now()
  const { aa, planted, seed, within } = flags
  const plan = planOf(flags)
  const sets = makeRoundSets(plan, gateWorkload.set, { seed })
  const base = servedSubject('embedded')
  const calibration = await baselineOf(flags, { io, plan, workload: gateWorkload.name })
  const sides = {
    aa: { base, head: base },
    planted: { base: pacedSubject(base, slower), head: slowedSubject(base, slower) },
  }
  const trials: Trial[] = []
  let told = 0
  const result = await selftest({
    aa,
    planted,
    seed,
    isLate: () => performance.now() - started > within,
    async compare(kind, own) {
      const { launches } = plan
      const { comparison } = await compareSubjects(sides[kind], {
        sets,
        launches,
        metric: 'fastestMs',
        seed: own,
        minEffect: 0.1,
        confidence: 0.99,
        calibration,
        until: flags.until,
        signal: io.signal,
      })
      return comparison
    },
    onTrial(trial) {
      trials.push(trial)
      const wanted = aa + planted
      if (trials.length < told + wanted / progressLines && trials.length < wanted) return
      told = trials.length
      io.stderr.write(`${progressLine(trials, { wanted, tookMs: performance.now() - started })}\n`)
    },
  })
  const tookMs = performance.now() - started
  const talk = flags.json === '-' ? io.stderr : io.stdout
  for (const line of selftestLines(result, { slower, tookMs })) talk.write(`${line}\n`)
  if (flags.json !== undefined)
    writeJson({ formatVersion: 1, seed, plan, until: flags.until, slower, tookMs, ...result }, flags.json, io)
  return result.met ? exitCode.kept : exitCode.broken
}
