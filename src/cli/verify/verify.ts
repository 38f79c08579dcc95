import type { Check } from '../../contract/check.ts'
import { deriveChecks } from '../../contract/derive/derive-checks.ts'
import type { Contract } from '../../contract/model.ts'
import { exitCode, FluxproofError } from '../../errors/index.ts'
import type { Report, Run } from '../../report/run.ts'
import { undecidedRun } from '../../report/run.ts'
import { runContract } from '../../report/run-contract.ts'
import type { Target } from '../../target/target.ts'
import type { VerifyFlags } from '../commands/verify.ts'
import type { Io } from '../io.ts'
import { loadContracts } from '../load-contracts.ts'
import { startTarget, targetOf } from '../open-target.ts'
import { selectChecks } from '../select-checks.ts'
import { packageVersion } from '../version.ts'
import { listChecks } from './list-checks.ts'
import { createReporter } from './reporter.ts'

/** A contract and those of its checks that were asked for. */
export interface Job {
  readonly contract: Contract
  readonly checks: readonly Check[]
}

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
  const target = await targetOf(flags, { io, contracts })
  const reporter = createReporter(flags, { io, jobs: jobs.length })
  const runs = await runAll(jobs, { target, flags, io, onStep: reporter.step, onRun: reporter.run })
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

/** Checks of every contract; contracts of one organization count as siblings. Contracts without a selected check are left out. */
function jobsOf(
  contracts: readonly Contract[],
  flags: VerifyFlags,
  { org }: { readonly org: string | undefined },
): readonly Job[] {
  const today = new Date().toISOString().slice(0, 10)
  const orgOf = (contract: Contract) => contract.org ?? org
  const jobs = contracts.map((contract): Job => {
    const siblings = contracts.filter((other) => other !== contract && orgOf(other) === orgOf(contract))
    const lookback = flags.lookback === undefined ? undefined : BigInt(Math.round(flags.lookback * 1e6))
    return {
      contract,
      checks: deriveChecks(contract, { today, siblings, ...(lookback !== undefined && { lookback }) }),
    }
  })
  const only = flags.only ?? []
  const selected = selectChecks(jobs, only)
  return only.length === 0 ? selected : selected.filter(({ checks }) => checks.length > 0)
}

interface RunAllOptions {
  readonly target: Target
  readonly flags: VerifyFlags
  readonly io: Io
  readonly onStep: (contract: string, step: string) => void
  readonly onRun: (run: Run) => void
}

/** Containers and processes start side by side, two at a time; in one process, one after the other keeps the timings honest. */
async function runAll(jobs: readonly Job[], options: RunAllOptions): Promise<readonly Run[]> {
  const lanes = options.target.kind === 'container' || options.target.kind === 'binary' ? 2 : 1
  const runs: Run[] = []
  let next = 0
  let shown = 0
  const lane = async () => {
    for (let index = next++; index < jobs.length; index = next++) {
      const job = jobs[index]
      if (job === undefined) return
      runs[index] = await runJob(job, options)
      for (let run = runs[shown]; run !== undefined; run = runs[++shown]) options.onRun(run)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return runs
}

async function runJob({ contract, checks }: Job, { target, flags, io, onStep }: RunAllOptions): Promise<Run> {
  const startedAt = new Date().toISOString()
  const startedMs = performance.now()
  const { signal } = io
  const allowWrite = target.throwAway || flags.allowWrite === true
  try {
    onStep(contract.name, 'start')
    await using started = await startTarget(target, flags, { io, org: contract.org })
    return await runContract(contract, started, {
      checks,
      org: flags.org ?? started.org,
      setup: target.throwAway && flags.setup,
      allowWrite,
      seed: flags.seed,
      events: flags.events,
      signal,
      onStep: (step) => onStep(contract.name, step),
    })
  } catch (error) {
    if (signal.aborted || !(error instanceof FluxproofError) || error.exitCode === exitCode.usage) throw error
    const { kind, reason, throwAway } = target
    const base = {
      contract: { name: contract.name, file: contract.file },
      target: { kind, version: 'unknown', reason, url: '', org: contract.org ?? flags.org ?? '', throwAway },
      startedAt,
      tookMs: performance.now() - startedMs,
    }
    return undecidedRun(base, checks, { reason: error.message, next: error.next ?? 'Correct that and run it again' })
  }
}
