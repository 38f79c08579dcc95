import type { Check } from '../contract/check.ts'
import { globMatcher } from '../contract/glob.ts'
import { nearest } from '../contract/problem.ts'
import { UsageError } from '../errors/index.ts'

/**
 * The checks whose id matches one of the globs; all of them without a glob.
 * @throws UsageError for a glob that matches no check of any contract: a gate that checks nothing must not pass.
 */
export function selectChecks<T extends { readonly checks: readonly Check[] }>(
  groups: readonly T[],
  only: readonly string[],
): T[] {
  if (only.length === 0) return [...groups]
  const ids = groups.flatMap(({ checks }) => checks.map(({ id }) => id))
  for (const glob of only) {
    const matches = globMatcher(glob)
    if (ids.some((id) => matches(id))) continue
    const near = nearest(glob, ids)
    throw new UsageError({
      operation: `select the checks --only ${glob}`,
      expected: `a check id or a glob that matches one of the ${ids.length} checks`,
      found: 'no match',
      next: near === undefined ? 'List the ids with --list' : `Did you mean ${near}? List the ids with --list`,
    })
  }
  const matchers = only.map(globMatcher)
  return groups.map((one) => ({ ...one, checks: one.checks.filter(({ id }) => matchers.some((match) => match(id))) }))
}
