import type { InfluxClient } from '../client/influx-client.ts'
import { createSystemClock } from '../clock/index.ts'
import type { Check } from '../contract/check.ts'
import { type DeriveOptions, deriveChecks } from '../contract/derive/derive-checks.ts'
import type { Contract } from '../contract/model.ts'
import type { Verdict } from '../contract/verdict.ts'
import { evaluate } from './evaluate/evaluate.ts'
import { type EvaluatorTable, evaluators } from './evaluate/table.ts'
import { type ObserveOptions, observe } from './observe.ts'
import { planObservations } from './plan.ts'

export interface VerifyOptions extends ObserveOptions, Partial<DeriveOptions> {
  /** Which checks to judge. Default: all. */
  readonly only?: (check: Check) => boolean
  /** Evaluators to judge by; the refutation test replaces one. */
  readonly table?: EvaluatorTable
  readonly onVerdict?: (verdict: Verdict) => void
}

/**
 * All verdicts of one contract on one server, in the order of the checks: derive, plan, observe, evaluate.
 * What a server does wrong is a verdict; @throws UsageError only, when no org is known.
 */
export async function verifyContract(
  contract: Contract,
  client: InfluxClient,
  options: VerifyOptions = {},
): Promise<Verdict[]> {
  const { clock = createSystemClock(), only = () => true } = options
  const today = options.today ?? new Date(Number(clock.nowNs() / 1_000_000n)).toISOString().slice(0, 10)
  const { lookback, siblings } = options
  const checks = deriveChecks(contract, {
    today,
    ...(lookback === undefined ? {} : { lookback }),
    ...(siblings === undefined ? {} : { siblings }),
  })
  return verifyChecks(checks.filter(only), client, { ...options, org: contract.org ?? options.org, clock })
}

/** As `verifyContract`, for checks that were derived already. */
export async function verifyChecks(
  checks: readonly Check[],
  client: InfluxClient,
  options: Omit<VerifyOptions, 'only' | 'today' | 'siblings'> = {},
): Promise<Verdict[]> {
  const { table = evaluators, onVerdict, lookback, ...observeOptions } = options
  const plan = planObservations(checks, lookback === undefined ? {} : { lookbackNs: lookback })
  const observation = await observe(plan, client, observeOptions)
  return checks.map((check) => {
    const verdict = evaluate(check, observation, table)
    onVerdict?.(verdict)
    return verdict
  })
}
