import type { Check } from '../../contract/check.ts'
import { deriveChecks } from '../../contract/derive/derive-checks.ts'
import type { Contract, DurationNs } from '../../contract/model.ts'
import type { VerifyFlags } from '../commands/verify.ts'
import { selectChecks } from '../select-checks.ts'

/** A contract and those of its checks that were asked for. */
export interface Job {
  readonly contract: Contract
  readonly checks: readonly Check[]
}

/**
 * Checks of every contract; contracts of one organization count as siblings. Contracts without a selected check are left out.
 * @param options `org` of the contracts that name none.
 * @throws UsageError for an `--only` that matches nothing.
 */
export function jobsOf(
  contracts: readonly Contract[],
  flags: VerifyFlags,
  options: { readonly org: string | undefined },
): readonly Job[] {
  const today = new Date().toISOString().slice(0, 10)
  const orgOf = (contract: Contract) => contract.org ?? options.org
  const lookback = lookbackOf(flags)
  const jobs = contracts.map((contract): Job => {
    const siblings = contracts.filter((other) => other !== contract && orgOf(other) === orgOf(contract))
    const checks = deriveChecks(contract, { today, siblings, ...(lookback !== undefined && { lookback }) })
    return { contract, checks }
  })
  const only = flags.only ?? []
  const selected = selectChecks(jobs, only)
  return only.length === 0 ? selected : selected.filter(({ checks }) => checks.length > 0)
}

/** The look-back that was asked for, in nanoseconds. */
export function lookbackOf({ lookback }: Pick<VerifyFlags, 'lookback'>): DurationNs | undefined {
  return lookback === undefined ? undefined : BigInt(Math.round(lookback * 1e6))
}
