import { exitCode, FluxproofError } from '../../errors/index.ts'
import { type Run, undecidedRun } from '../../report/run.ts'
import { runContract } from '../../report/run-contract.ts'
import type { Target } from '../../target/target.ts'
import type { VerifyFlags } from '../commands/verify.ts'
import type { Io } from '../io.ts'
import { orgOf, startTarget } from '../open-target.ts'
import { type Job, lookbackOf } from './jobs.ts'

export interface JobContext {
  readonly target: Target
  readonly flags: VerifyFlags
  readonly io: Io
  /** Told what is done for which contract. */
  readonly onStep: (contract: string, step: string) => void
}

/** Holds one contract against a target of its own start. A target that does not start leaves every check undecided. */
export async function runJob({ contract, checks }: Job, { target, flags, io, onStep }: JobContext): Promise<Run> {
  const startedAt = new Date().toISOString()
  const startedMs = performance.now()
  const { signal } = io
  const org = orgOf(contract, target, { flags, io })
  try {
    onStep(contract.name, 'start')
    await using started = await startTarget(target, flags, { io, org })
    return await runContract(contract, started, {
      checks,
      org,
      setup: target.throwAway && flags.setup,
      allowWrite: target.throwAway || flags.allowWrite === true,
      seed: flags.seed,
      events: flags.events,
      lookback: lookbackOf(flags),
      signal,
      onStep: (step) => onStep(contract.name, step),
    })
  } catch (error) {
    if (signal.aborted || !(error instanceof FluxproofError) || error.exitCode === exitCode.usage) throw error
    const { kind, reason, throwAway } = target
    const base = {
      contract: { name: contract.name, file: contract.file },
      target: { kind, version: 'unknown', reason, url: target.url ?? '', org, throwAway },
      startedAt,
      tookMs: performance.now() - startedMs,
    }
    return undecidedRun(base, checks, { reason: error.message, next: error.next ?? 'Correct that and run it again' })
  }
}
