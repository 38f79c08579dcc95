import { afterAll, describe, expect, test } from 'vitest'
import type { CheckKind } from '../src/contract/check.ts'
import { evaluators } from '../src/observe/evaluate/table.ts'
import { verifyContract } from '../src/observe/verify.ts'
import type { StartedTarget } from '../src/target/target.ts'
import { drifts } from './refutation/drifts.ts'
import { isAsPlanted, refute } from './refutation/refute.ts'
import { openSpecimen } from './refutation/specimen.ts'

/** Every kind of check there is. */
const kinds = Object.keys(evaluators) as CheckKind[]

/** Plants every drift of the refutation table; each must be caught by the checks of its kind and by no other. */
export function refutationSuite(target: StartedTarget): void {
  describe('refutation table', () => {
    const refuted = new Set<CheckKind>()
    afterAll(() => console.log(`${refuted.size} of ${kinds.length} kinds refuted on ${target.kind} ${target.version}`))

    test('the specimen without a drift keeps its contract', async () => {
      await using specimen = await openSpecimen(target)
      const verdicts = await verifyContract(specimen.contract, target.client, { allowWrite: true })
      const broken = verdicts.filter(({ status }) => status === 'failed' || status === 'error')
      expect(broken).toEqual([])
    })

    for (const drift of drifts) {
      const { kind, name, fails, expected, found } = drift
      test(`${kind}: ${name} fails ${fails.join(' and ')} alone`, async () => {
        const refutation = await refute(drift, target)
        expect(refutation).toMatchObject({ failed: fails, undecided: [] })
        expect(refutation.expected).toMatch(expected)
        expect(refutation.found).toMatch(found)
        if (isAsPlanted(refutation, drift)) refuted.add(kind)
      })
    }

    test(`all ${kinds.length} kinds are refuted`, () => {
      expect(kinds.filter((kind) => !refuted.has(kind))).toEqual([])
    })
  })
}
