import type { Check } from '../check.ts'
import { checkId } from '../check-id.ts'
import { globMatcher } from '../glob.ts'
import type { Contract } from '../model.ts'

/**
 * Lays the contract's waivers over its checks: the first that matches and has not expired covers a check. Adds one check for each waiver.
 * @param today the day in UTC, `2027-06-30`; a waiver holds to the end of its last day.
 */
export function applyWaivers(checks: readonly Check[], { name, waivers }: Contract, today: string): Check[] {
  const rules = waivers.map((waiver) => {
    const matches = globMatcher(waiver.check)
    return { waiver, matches, count: checks.filter(({ id }) => matches(id)).length, expired: today > waiver.until }
  })
  return [
    ...checks.map((check) => {
      const cover = rules.find(({ matches, expired }) => !expired && matches(check.id))
      return cover === undefined ? check : { ...check, waiver: cover.waiver }
    }),
    ...rules.map(
      ({ waiver, count, expired }): Check => ({
        kind: 'waiver',
        id: checkId(name, 'waiver', waiver.check),
        severity: 'failure',
        sentence: `the waiver of ${waiver.check} is needed and holds until ${waiver.until}`,
        position: waiver.position,
        subject: waiver,
        matches: count,
        expired,
      }),
    ),
  ]
}
