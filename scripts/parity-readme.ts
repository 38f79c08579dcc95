import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { engineVersions } from '../src/engine/version.ts'
import { type Divergence, loadDivergences } from '../src/parity/divergences.ts'
import { loadScenarios, type Scenario } from '../src/parity/scenario.ts'
import { percent } from '../src/parity/tally.ts'

const root = new URL('../', import.meta.url)
const readmeFile = new URL('README.md', root)
const start = '<!-- parity: written by scripts/parity-readme.ts -->'
const end = '<!-- end of parity -->'

interface Count {
  readonly steps: number
  readonly exact: number
  readonly scenarios: number
  readonly whole: number
}

/**
 * The parity of each version as a Markdown table, from the transcripts and the list of divergences: `npm run parity` fails where
 * anything else diverges, or less.
 */
export function parityTable(scenarios: readonly Scenario[], divergences: readonly Divergence[]): string {
  const header = ['version', 'steps', 'exact', 'API', 'writes', 'Flux', 'scenarios whole']
  const rows = engineVersions.map((version) => {
    const of = (area: string) =>
      countOf(
        version,
        scenarios.filter(({ id }) => id.startsWith(area)),
        divergences,
      )
    const all = of('')
    const share = (area: string) => exactShare(of(area))
    return [
      version,
      String(all.steps),
      exactShare(all),
      share('api/'),
      share('write/'),
      share('flux/'),
      `${all.whole} of ${all.scenarios}`,
    ]
  })
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}

function countOf(version: string, scenarios: readonly Scenario[], divergences: readonly Divergence[]): Count {
  const recorded = scenarios.filter(({ servers }) => servers.includes(`v${version}`))
  const differing = new Map<string, Set<number>>()
  for (const { scenario, versions, steps } of divergences) {
    if (!versions.includes(version)) continue
    differing.set(scenario, (differing.get(scenario) ?? new Set<number>()).union(new Set(steps)))
  }
  const steps = recorded.reduce((sum, one) => sum + one.steps.length, 0)
  const differ = recorded.reduce((sum, { id }) => sum + (differing.get(id)?.size ?? 0), 0)
  const whole = recorded.filter(({ id }) => !differing.has(id)).length
  return { steps, exact: steps - differ, scenarios: recorded.length, whole }
}

function exactShare({ exact, steps }: Count): string {
  return percent(exact, steps)
}

/** README.md as it should be and as it is; undefined: it has no place for the table. */
export async function readme(): Promise<{ readonly wanted: string; readonly found: string } | undefined> {
  if (!existsSync(readmeFile)) return undefined
  const found = readFileSync(readmeFile, 'utf8')
  const [before, after] = [found.indexOf(start), found.indexOf(end)]
  if (before < 0 || after < before) return undefined
  const path = (name: string) => new URL(name, root).pathname
  const list = path('fixtures/divergences.yaml')
  const divergences = existsSync(list) ? await loadDivergences(list) : []
  const table = parityTable(await loadScenarios(path('fixtures/recordings')), divergences)
  return { found, wanted: `${found.slice(0, before)}${start}\n\n${table}\n\n${found.slice(after)}` }
}

if (import.meta.main) {
  const page = await readme()
  if (page === undefined) {
    console.error(`README.md: expected the marks "${start}" and "${end}", found none`)
    process.exitCode = 1
  } else if (page.wanted !== page.found) {
    writeFileSync(readmeFile, page.wanted)
    console.log('wrote README.md')
  }
}
