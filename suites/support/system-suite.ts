import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Check } from '../../src/contract/check.ts'
import { deriveChecks } from '../../src/contract/derive/derive-checks.ts'
import { globMatcher } from '../../src/contract/glob.ts'
import type { Contract } from '../../src/contract/model.ts'
import { contractPath, load, type systems } from '../../src/contract/testing/five-systems.ts'
import type { Verdict } from '../../src/contract/verdict.ts'
import { verifyChecks } from '../../src/observe/verify.ts'
import { runContract } from '../../src/report/run-contract.ts'
import type { StartedTarget } from '../../src/target/target.ts'
import { closeSuiteOrg, suiteOrgName } from './suite-org.ts'

/** A system that was built from its contract. */
export interface BuiltSystem {
  readonly contract: Contract
  readonly org: string
  /** Verdicts on the checks whose id, without the contract's name, matches a glob; by that id, `failed` with what was found. */
  verdicts(glob: string): Promise<Readonly<Record<string, string>>>
  /** Lines without a time get that of ten seconds ago: within every window, whatever the server's clock says. */
  write(bucketKey: string, ...lines: string[]): Promise<void>
}

/**
 * Builds a system from its contract in an organization of its own, fills it with data, and declares one test for each check.
 * @param spoil declares further tests, which may leave the system spoilt: they run last.
 */
export function systemSuite(
  target: StartedTarget,
  system: (typeof systems)[number],
  spoil: (built: BuiltSystem) => void,
): void {
  const org = suiteOrgName(system)
  const contract: Contract = { ...load(system), org }
  const checks = deriveChecks(contract, { today: new Date().toISOString().slice(0, 10) })
  const shortId = ({ id }: Check) => id.slice(contract.name.length + 1)
  const { client } = target

  describe(`the contract of ${system}`, () => {
    const verdicts = new Map<string, Verdict>()
    beforeAll(async () => {
      const run = await runContract(contract, target, { checks, org, setup: true, allowWrite: true })
      for (const verdict of run.verdicts) verdicts.set(verdict.check.id, verdict)
    })
    afterAll(() => closeSuiteOrg(target, org))

    for (const { id } of checks) {
      test(id, (context) => {
        const verdict = verdicts.get(id)
        if (verdict?.status === 'skipped') context.skip(verdict.reason)
        expect(verdict, id).toMatchObject({ status: 'passed' })
      })
    }

    spoil({
      contract,
      org,
      async verdicts(glob) {
        const matches = globMatcher(glob)
        const chosen = checks.filter((check) => matches(shortId(check)))
        const found = await verifyChecks(chosen, client, { org })
        return Object.fromEntries(
          found.map((one) => [shortId(one.check), one.status === 'failed' ? `failed: ${one.found}` : one.status]),
        )
      },
      write(bucketKey, ...lines) {
        const bucket = contract.buckets.find(({ key }) => key === bucketKey)
        if (bucket === undefined) throw new Error(`${contractPath(system)} has no bucket ${bucketKey}`)
        const atNs = BigInt(Date.now() - 10_000) * 1_000_000n
        const timed = lines.map((line) => (/ \d{19}$/.test(line) ? line : `${line} ${atNs}`))
        return client.points.write({ org, bucket: bucket.name }, timed)
      },
    })
  })
}
