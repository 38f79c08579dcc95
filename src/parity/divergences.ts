import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { UsageError } from '../errors/index.ts'
import type { ScenarioResult } from './replay.ts'

const fileSchema = z.strictObject({
  divergences: z.array(
    z.strictObject({
      scenario: z.string(),
      steps: z.array(z.int().nonnegative()).min(1),
      versions: z.array(z.string()).min(1),
      reason: z.string().min(10),
    }),
  ),
})

/** Known differences between the engine and a real server, each with its reason. */
export type Divergence = z.infer<typeof fileSchema>['divergences'][number]

/** Reads the list; throws a UsageError where it is not one. */
export async function loadDivergences(path: string): Promise<readonly Divergence[]> {
  const result = fileSchema.safeParse(parse(await readFile(path, 'utf8')))
  if (result.success) return result.data.divergences
  throw new UsageError({
    operation: `reading the divergences in ${path}`,
    expected: 'entries with scenario, steps, versions and a reason',
    found: z.prettifyError(result.error),
  })
}

const keyOf = (version: string, scenario: string, step: number) => `${version} ${scenario} step ${step}`

/** What the list does not explain, and what it explains though it no longer happens. */
export interface DivergenceReport {
  /** `<version> <scenario> step <n>` of steps that diverge and have no entry. */
  readonly unexplained: readonly string[]
  /** The same for entries whose step was replayed and is exact. */
  readonly outdated: readonly string[]
}

/** Holds the results against the list. Entries of scenarios or versions that were not replayed say nothing. */
export function checkDivergences(
  results: readonly ScenarioResult[],
  divergences: readonly Divergence[],
): DivergenceReport {
  const known = new Set(
    divergences.flatMap((one) =>
      one.versions.flatMap((version) => one.steps.map((step) => keyOf(version, one.scenario, step))),
    ),
  )
  const unexplained: string[] = []
  const outdated: string[] = []
  for (const result of results) {
    for (const step of result.steps) {
      const key = keyOf(result.version, result.id, step.index)
      const exact = step.comparison.agreement === 'exact'
      if (!exact && !known.has(key)) unexplained.push(key)
      if (exact && known.has(key)) outdated.push(key)
    }
  }
  return { unexplained, outdated }
}
