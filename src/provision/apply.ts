import type { InfluxClient } from '../client/influx-client.ts'
import type { Contract } from '../contract/model.ts'
import { applyChange } from './apply-change.ts'
import { ApplyContext, type NewToken } from './apply-context.ts'
import type { Change, Plan } from './change.ts'
import { explainFailure } from './failure.ts'

/** What became of one change of a plan. */
export type Step =
  | { readonly change: Change; readonly status: 'done' | 'unchanged' }
  /** Left alone on purpose: drift, or a change that would lose data. */
  | { readonly change: Change; readonly status: 'refused'; readonly reason: string; readonly next: string }
  /** The server did not do it, or it hangs on another change that failed. */
  | { readonly change: Change; readonly status: 'failed'; readonly reason: string; readonly next: string }

export interface Applied {
  readonly steps: readonly Step[]
  /** Tokens that were made. Secrets: a server from 2.9 on shows them only here. */
  readonly tokens: readonly NewToken[]
}

export interface ApplyOptions {
  readonly contract: Contract
  /** Does what would lose data too. Default false. */
  readonly allowDataLoss?: boolean
  readonly onStep?: (step: Step) => void
}

/**
 * Carries a plan out, change by change in its order: creates what is missing, updates what can be updated without losing
 * data, leaves drift alone. A failed change does not stop the others, unless they hang on it.
 */
export async function apply(plan: Plan, client: InfluxClient, options: ApplyOptions): Promise<Applied> {
  const { contract, allowDataLoss = false, onStep } = options
  const context = new ApplyContext(plan, { contract, client })
  const steps: Step[] = []
  for (const change of plan.changes) {
    const step = await takeStep(change, { context, allowDataLoss })
    steps.push(step)
    onStep?.(step)
  }
  return { steps, tokens: context.newTokens }
}

async function takeStep(
  change: Change,
  { context, allowDataLoss }: { readonly context: ApplyContext; readonly allowDataLoss: boolean },
): Promise<Step> {
  if (change.action === 'nothing') return { change, status: 'unchanged' }
  if (change.action === 'drift') return { change, status: 'refused', reason: change.reason, next: change.next }
  if (change.action === 'update' && change.losesData !== undefined && !allowDataLoss) {
    return {
      change,
      status: 'refused',
      reason: change.losesData,
      next: 'Back the bucket up and apply with --allow-data-loss, or correct the contract',
    }
  }
  try {
    await applyChange(change, context)
    return { change, status: 'done' }
  } catch (error) {
    return { change, status: 'failed', ...explainFailure(error, { resource: change.resource }) }
  }
}
