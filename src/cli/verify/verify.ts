import { availableParallelism } from 'node:os'
import { exitCode } from '../../errors/index.ts'
import type { Report, Run } from '../../report/run.ts'
import { TargetAbsentError } from '../../target/choose-target.ts'
import type { Target } from '../../target/target.ts'
import type { VerifyFlags } from '../commands/verify.ts'
import type { Io } from '../io.ts'
import { loadContracts } from '../load-contracts.ts'
import { orgOf, targetOf } from '../open-target.ts'
import { packageVersion } from '../version.ts'
import { type Job, jobsOf } from './jobs.ts'
import { type Lane, ownLane, runInLanes } from './lane.ts'
import { listChecks } from './list-checks.ts'
import { createReporter } from './reporter.ts'
import type { JobContext } from './run-job.ts'
import { workerLane } from './worker-lane.ts'

/** Verifies contracts and reports on them. @returns the exit code of the report; 2 at least when a report could not be written. */
export async function verify(
  files: readonly string[],
  flags: VerifyFlags,
  { io }: { readonly io: Io },
): Promise<number> {
  const startedAt = new Date()
  const startedMs = performance.now()
  const contracts = loadContracts(files, { env: io.env })
  const jobs = jobsOf(contracts, flags, { org: flags.org ?? io.env.INFLUX_ORG })
  if (flags.list === true) {
    io.stdout.write(listChecks(jobs, { json: flags.json !== undefined }))
    return exitCode.kept
  }
  const target = await targetOf(flags, { io, contracts }).catch((error: unknown) => absentTarget(error, flags))
  // Before any of them starts: a missing organization is wrong usage, not an undecided run.
  for (const { contract } of jobs) orgOf(contract, target, { flags, io })
  const reporter = createReporter(flags, { io, jobs: jobs.length })
  const context: JobContext = { target, flags, io, onStep: reporter.step }
  const lanes = lanesFor(jobs, context, { files })
  const runs: readonly Run[] = await runInLanes(jobs, lanes, { onRun: reporter.run })
  const report: Report = {
    command: 'verify',
    version: packageVersion(),
    startedAt: startedAt.toISOString(),
    tookMs: performance.now() - startedMs,
    failOn: flags.failOn,
    runs,
  }
  return reporter.end(report)
}

/** Stands for the server that is not there: no start succeeds, so every check is reported as one that could not be told. */
function absentTarget(error: unknown, flags: VerifyFlags): Target {
  if (!(error instanceof TargetAbsentError)) throw error
  const kind = flags.target === 'binary' ? 'binary' : 'container'
  return { kind, reason: error.found, throwAway: true, start: () => Promise.reject(error) }
}

const mostThreads = 4

/**
 * Containers and processes start side by side, two at a time. Embedded engines get a thread each as far as there are cores.
 * On a remote the contracts come one after the other: they share it, and would spoil each other's timings.
 */
function lanesFor(jobs: readonly Job[], context: JobContext, { files }: { readonly files: readonly string[] }): Lane[] {
  const { target, flags, io, onStep } = context
  const own = () => ownLane(jobs, context)
  if (target.kind === 'container' || target.kind === 'binary') return [own(), own()]
  if (target.kind === 'remote') return [own()]
  const threads = Math.min(jobs.length, availableParallelism(), mostThreads)
  const settings = { files, flags, env: io.env, reason: target.reason }
  return [own(), ...Array.from({ length: threads - 1 }, () => workerLane(settings, { io, onStep }))]
}
