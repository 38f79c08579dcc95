import { globMatcher } from '../../contract/glob.ts'
import { nearest } from '../../contract/problem.ts'
import { UsageError } from '../../errors/index.ts'
import { catalogue, type SelectionName, selections } from '../workload/catalogue.ts'
import type { Workload } from '../workload/workload.ts'

/**
 * Workloads whose name is, or matches, one of some globs, in the order of the catalogue; without a name those of a selection.
 * @throws UsageError for a name that matches nothing.
 */
export function selectWorkloads(names: readonly string[], selection: SelectionName): readonly Workload[] {
  if (names.length === 0) return selections[selection]
  const all = catalogue.map(({ name }) => name)
  for (const name of names) {
    const matches = globMatcher(name)
    if (all.some((one) => matches(one))) continue
    const near = nearest(name, all)
    throw new UsageError({
      operation: `select the workloads ${name}`,
      expected: 'the name of a workload, or a glob that matches one',
      found: 'no match',
      next: near === undefined ? 'List them with --list' : `Did you mean ${near}? List them with --list`,
    })
  }
  const matchers = names.map(globMatcher)
  return catalogue.filter(({ name }) => matchers.some((matches) => matches(name)))
}
