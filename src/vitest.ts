import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deriveChecks } from './contract/derive/derive-checks.ts'
import { requireContract } from './contract/load-contract.ts'
import type { Verdict } from './contract/verdict.ts'
import { runContract } from './report/run-contract.ts'
import { chooseTarget } from './target/choose-target.ts'
import type { StartedTarget, Target, TargetChoice } from './target/target.ts'

export interface DescribeContractOptions {
  /** A kind, a target, or one that runs already (which is then left running). Default `auto`. */
  readonly target?: TargetChoice | Target | StartedTarget
  /** May checks write to a remote? Default false; a throw-away target is always written to. */
  readonly allowWrite?: boolean
  /** Milliseconds for starting, building, filling and reading the target. Default 120 000. */
  readonly timeoutMs?: number
  /** Of the data on a throw-away target. Default 1. */
  readonly seed?: number
}

/**
 * Declares one vitest test for each check of a contract, named by its id. All are decided by one observation, made before
 * the first. A broken warning passes with a note; what cannot be told fails, for a test has no third answer.
 * @throws UsageError while tests are collected when the contract cannot be read.
 */
export function describeContract(path: string, options: DescribeContractOptions = {}): void {
  const contract = requireContract(path, { env: process.env })
  const checks = deriveChecks(contract, { today: new Date().toISOString().slice(0, 10) })
  describe(`contract ${contract.name}`, () => {
    const verdicts = new Map<string, Verdict>()
    let own: StartedTarget | undefined
    beforeAll(async () => {
      const { target = 'auto', allowWrite, seed } = options
      const started = typeof target === 'object' && 'client' in target ? target : await start(target, options)
      if (started !== target) own = started
      const run = await runContract(contract, started, {
        checks,
        org: started.org,
        ...(allowWrite !== undefined && { allowWrite: allowWrite || started.throwAway }),
        ...(seed !== undefined && { seed }),
      })
      for (const verdict of run.verdicts) verdicts.set(verdict.check.id, verdict)
    }, options.timeoutMs ?? 120_000)
    afterAll(async () => {
      await own?.[Symbol.asyncDispose]()
    })
    for (const { id } of checks) {
      test(id, (context) => {
        const verdict = verdicts.get(id)
        if (verdict?.status === 'skipped') return context.skip(verdict.reason)
        if (verdict?.status === 'failed' && verdict.check.severity === 'warning') {
          return void context.annotate(`${textOf(verdict)}`, 'warning')
        }
        expect(verdict && verdict.status !== 'passed' ? textOf(verdict) : verdict?.status, id).toBe('passed')
      })
    }
  })

  async function start(target: TargetChoice | Target, { allowWrite = false }: DescribeContractOptions) {
    const chosen = typeof target === 'object' ? target : await chooseTarget({ choice: target, env: process.env })
    return chosen.start({ allowWrite, org: contract.org })
  }
}

function textOf(verdict: Verdict): string {
  switch (verdict.status) {
    case 'failed':
      return `${verdict.check.sentence}: expected ${verdict.expected}, found ${verdict.found}. ${verdict.next}`
    case 'error':
      return `cannot be told: ${verdict.reason}. ${verdict.next}`
    default:
      return verdict.status
  }
}

export { describeWriter } from './conformance/describe-writer.ts'
export type { LineOutcome, WriterAdapter, WriterFactory, WriterServer } from './conformance/writer-adapter.ts'
