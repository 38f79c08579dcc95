import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { UsageError } from '../errors/index.ts'
import type { Agreement } from './compare.ts'
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

/** A step that is not exact; without a reason it is not on the list. */
export interface DivergentStep {
  readonly version: string
  readonly scenario: string
  readonly step: number
  readonly agreement: Agreement
  readonly reason?: string
}

export interface DivergenceReport {
  readonly divergent: readonly DivergentStep[]
  /** Entries whose step was replayed and is exact, or that name no recorded scenario: `<version> <scenario> step <n>`. */
  readonly outdated: readonly string[]
}

const keyOf = (version: string, scenario: string, step: number) => `${version} ${scenario} step ${step}`

/**
 * Holds the results against the list. Entries of scenarios or versions that were not replayed say nothing.
 * @param known ids of all recorded scenarios.
 */
export function checkDivergences(
  results: readonly ScenarioResult[],
  divergences: readonly Divergence[],
  { known }: { readonly known: ReadonlySet<string> },
): DivergenceReport {
  const reasons = new Map<string, string>()
  const outdated: string[] = []
  for (const { scenario, versions, steps, reason } of divergences) {
    if (!known.has(scenario)) outdated.push(`${scenario}: no such scenario`)
    for (const version of versions) for (const step of steps) reasons.set(keyOf(version, scenario, step), reason)
  }
  const divergent: DivergentStep[] = []
  for (const { id: scenario, version, steps } of results) {
    const replayed = new Set<number>()
    for (const { index: step, comparison } of steps) {
      replayed.add(step)
      const key = keyOf(version, scenario, step)
      const reason = reasons.get(key)
      const { agreement } = comparison
      if (agreement !== 'exact') divergent.push({ version, scenario, step, agreement, ...(reason && { reason }) })
      else if (reason !== undefined) outdated.push(key)
    }
    for (const one of divergences) {
      if (one.scenario !== scenario || !one.versions.includes(version)) continue
      for (const step of one.steps)
        if (!replayed.has(step)) outdated.push(`${keyOf(version, scenario, step)}: no such step`)
    }
  }
  return { divergent, outdated }
}
