import { type Clock, createSystemClock } from '../clock/index.ts'
import type { Check } from '../contract/check.ts'
import type { Contract, DurationNs } from '../contract/model.ts'
import { FluxproofError } from '../errors/index.ts'
import { verifyChecks } from '../observe/verify.ts'
import { apply } from '../provision/apply.ts'
import { labelOf } from '../provision/change.ts'
import { plan } from '../provision/plan.ts'
import { runTasks } from '../provision/run-tasks.ts'
import { seedContract } from '../provision/seed-contract.ts'
import type { StartedTarget } from '../target/target.ts'
import { type Run, undecidedRun } from './run.ts'

export interface RunOptions {
  readonly checks: readonly Check[]
  /** Organization, where the contract names none. */
  readonly org: string
  /** Builds and fills the target first. Default: if it is a throw-away one. */
  readonly setup?: boolean
  /** May checks write? Default: if the target is a throw-away one. */
  readonly allowWrite?: boolean
  /** Of the data; default 1. */
  readonly seed?: number
  readonly events?: number | undefined
  /** How far back points are read; the checks must have been derived with the same. Default 24 h. */
  readonly lookback?: DurationNs | undefined
  readonly clock?: Clock
  readonly signal?: AbortSignal | undefined
  /** Told what is done: `apply`, `seed`, `tasks`, `verify`. */
  readonly onStep?: (step: string) => void
}

/**
 * Holds one contract against one started target. A throw-away target is built from the contract and filled first; when that
 * fails, every check is undecided: a fault of ours must not read as a broken contract.
 */
export async function runContract(contract: Contract, target: StartedTarget, options: RunOptions): Promise<Run> {
  const { checks, setup = target.throwAway, seed = 1, clock = createSystemClock(), signal, onStep } = options
  const { allowWrite = target.throwAway, lookback } = options
  const org = contract.org ?? options.org
  const startedMs = performance.now()
  const startedAt = new Date(Number(clock.nowNs() / 1_000_000n)).toISOString()
  const base = () => ({
    contract: { name: contract.name, file: contract.file },
    target: {
      kind: target.kind,
      version: target.version,
      reason: target.reason,
      url: target.url,
      org,
      throwAway: target.throwAway,
    },
    ...(setup && { seed }),
    startedAt,
    tookMs: performance.now() - startedMs,
  })
  if (setup) {
    try {
      await build(contract, target, { ...options, org, seed, clock })
    } catch (error) {
      if (signal?.aborted || !(error instanceof FluxproofError)) throw error
      return undecidedRun(base(), checks, {
        reason: `the contract could not be built on the ${target.kind} target: ${error.message}`,
        next: error.next ?? 'Correct that and run it again',
      })
    }
  }
  onStep?.('verify')
  const verdicts = await verifyChecks(checks, target.client, {
    org,
    allowWrite,
    clock,
    signal,
    ...(lookback !== undefined && { lookback }),
  })
  signal?.throwIfAborted()
  return { ...base(), verdicts }
}

async function build(
  contract: Contract,
  { client }: StartedTarget,
  { org, seed, events, clock, signal, onStep }: RunOptions & Required<Pick<RunOptions, 'seed' | 'clock'>>,
): Promise<void> {
  onStep?.('apply')
  const { steps } = await apply(await plan(contract, client, { org }), client, { contract })
  for (const step of steps) {
    if (step.status !== 'failed' && step.status !== 'refused') continue
    throw new FluxproofError({
      operation: `apply ${labelOf(step.change.resource)}`,
      expected: 'a change that the server takes',
      found: step.reason,
      next: step.next,
    })
  }
  onStep?.('seed')
  await seedContract(contract, client, { org, seed, events, nowNs: clock.nowNs(), signal })
  onStep?.('tasks')
  await runTasks(contract, client, { org, signal })
}
