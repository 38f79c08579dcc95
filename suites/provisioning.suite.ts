import { describe, expect, test } from 'vitest'
import type { Contract } from '../src/contract/model.ts'
import { type Applied, apply } from '../src/provision/apply.ts'
import { labelOf } from '../src/provision/change.ts'
import { plan } from '../src/provision/plan.ts'
import type { StartedTarget } from '../src/target/target.ts'
import { openSpecimen, type Specimen } from './refutation/specimen.ts'
import { specimenContract, specimenText } from './refutation/specimen-contract.ts'
import { suiteOrgName } from './support/suite-org.ts'

/** Plan and apply: what is missing is made, drift is reported, and nothing is lost unasked. */
export function provisioningSuite(target: StartedTarget): void {
  describe('provisioning', () => {
    const { client } = target
    const planOf = async (contract: Contract) => {
      const { changes } = await plan(contract, client, { org: contract.org ?? '' })
      return changes.map(
        ({ action, resource }) => `${action} ${labelOf(resource).replace(contract.org ?? '', 'specimen')}`,
      )
    }
    const applyTo = async ({ org }: Specimen, contract: Contract, { allowDataLoss = false } = {}) =>
      statuses(await apply(await plan(contract, client, { org }), client, { contract, allowDataLoss }))

    test('a plan of an organization that is not there makes everything, and changes nothing', async () => {
      const contract = specimenContract(specimenText, suiteOrgName('provisioning'))
      const expected = [
        'organization specimen',
        'bucket raw',
        'bucket hourly',
        'token app',
        'task sum',
        'DBRP mapping old',
      ]
      const found = await planOf(contract)
      expect(found.map((change) => change.split(' ')[0])).toEqual(expected.map(() => 'create'))
      expect(await client.organizations.find(contract.org ?? '')).toEqual({ state: 'absent' })
    })

    test('a second apply changes nothing', async () => {
      await using specimen = await openSpecimen(target)
      expect(new Set(await applyTo(specimen, specimen.contract))).toEqual(new Set(['unchanged']))
    })

    test('what went missing is made again', async () => {
      await using specimen = await openSpecimen(target)
      await client.tasks.remove(await specimen.taskId())
      await client.authorizations.remove((await specimen.appToken()).id)
      const made = (await applyTo(specimen, specimen.contract)).filter((status) => status === 'done')
      expect(made).toHaveLength(2)
      expect(new Set(await applyTo(specimen, specimen.contract))).toEqual(new Set(['unchanged']))
    })

    test('a longer retention is set without asking', async () => {
      await using specimen = await openSpecimen(target)
      const longer = specimenContract(specimenText.replace('retention: 365d', 'retention: 400d'), specimen.org)
      expect(await applyTo(specimen, longer)).toContain('done')
      const found = await client.buckets.find(specimen.org, 'raw')
      expect(found).toMatchObject({ record: { retentionRules: [{ everySeconds: 400 * 86_400 }] } })
    })

    test('a shorter retention of a bucket that holds data is refused, and set where data may be lost', async () => {
      await using specimen = await openSpecimen(target)
      const shorter = specimenContract(specimenText.replace('retention: 365d', 'retention: 30d'), specimen.org)
      expect(await applyTo(specimen, shorter)).toContain('refused')
      expect(await retentionOf(specimen)).toBe(365 * 86_400)
      expect(await applyTo(specimen, shorter, { allowDataLoss: true })).not.toContain('refused')
      expect(await retentionOf(specimen)).toBe(30 * 86_400)
    })

    test('a token of other rights is drift, and left alone', async () => {
      await using specimen = await openSpecimen(target)
      const { id } = await specimen.appToken()
      const wider = specimenContract(specimenText.replace('write: [hourly]', 'write: [raw, hourly]'), specimen.org)
      expect(await applyTo(specimen, wider)).toContain('refused')
      expect((await specimen.appToken()).id).toBe(id)
    })

    async function retentionOf({ org }: Specimen): Promise<number | undefined> {
      const found = await client.buckets.find(org, 'raw')
      return found.state === 'present' ? found.record.retentionRules[0]?.everySeconds : undefined
    }
  })
}

function statuses({ steps }: Applied): string[] {
  return steps.map(({ status }) => status)
}
