// Writes docs/flux.md: every name that the Flux compiler knows, as implemented or refused.
import { readFileSync, writeFileSync } from 'node:fs'
import { loadPackage } from '../src/engine/flux/packages/registry.ts'
import { fluxNames } from './flux-names.ts'

/** The page that this script writes. */
export const fluxPage = new URL('../docs/flux.md', import.meta.url)

/** The packages that most queries, tasks and dashboards use; what they lack is counted. */
export const commonPackages: readonly string[] = [
  'array',
  'bitwise',
  'contrib/bonitoo-io/tickscript',
  'contrib/tomhollingworth/events',
  'csv',
  'date',
  'date/boundaries',
  'dict',
  'experimental',
  'experimental/aggregate',
  'experimental/array',
  'experimental/date/boundaries',
  'experimental/geo',
  'experimental/table',
  'generate',
  'influxdata/influxdb',
  'influxdata/influxdb/monitor',
  'influxdata/influxdb/sample',
  'influxdata/influxdb/schema',
  'influxdata/influxdb/tasks',
  'influxdata/influxdb/v1',
  'interpolate',
  'join',
  'json',
  'math',
  'regexp',
  'strings',
  'timezone',
  'types',
]

/** A package and which of its names this engine implements. */
export interface PackageCoverage {
  readonly path: string
  readonly implemented: readonly string[]
  readonly refused: readonly string[]
}

/** All packages that the compiler knows, `universe` with what every script sees. */
export async function fluxCoverage(): Promise<PackageCoverage[]> {
  const names = await fluxNames()
  const coverage: PackageCoverage[] = []
  for (const path of await names.packages()) {
    const own = Object.keys((await loadPackage(path)) ?? {})
    const known = new Set(await names.members(path))
    for (const name of own) if (!known.has(name) && (await isVisible(names.has, path, name))) known.add(name)
    const sorted = [...known].sort()
    coverage.push({
      path,
      implemented: sorted.filter((name) => own.includes(name)),
      refused: sorted.filter((name) => !own.includes(name)),
    })
  }
  return coverage
}

/** Functions of `influxdata/influxdb` stand in `universe` too. */
async function isVisible(
  has: (path: string, name: string) => Promise<boolean>,
  path: string,
  name: string,
): Promise<boolean> {
  return (await has(path, name)) || (path === 'universe' && (await has('influxdata/influxdb', name)))
}

/** Implemented names as a part of all, 0 to 1. */
export function implementedShare(packages: readonly PackageCoverage[]): number {
  const done = packages.reduce((sum, { implemented }) => sum + implemented.length, 0)
  const all = packages.reduce((sum, { refused }) => sum + refused.length, done)
  return all === 0 ? 1 : done / all
}

const percent = (share: number) => `${(Math.floor(share * 1000) / 10).toFixed(1)} %`
const list = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ')

/** The text of docs/flux.md. */
export function fluxReference(coverage: readonly PackageCoverage[]): string {
  const universe = coverage.filter(({ path }) => path === 'universe')
  const common = coverage.filter(({ path }) => commonPackages.includes(path))
  const sections = [...universe, ...coverage.filter(({ path }) => path !== 'universe')].map(section)
  return `# Flux in the embedded engine

<!-- written by scripts/flux-reference.ts -->

Scripts are parsed and checked by the official Flux compiler; the functions below are evaluated by the embedded engine.
Every name that the compiler knows is listed. A refused name passes the compiler and is answered with status 501 and its
name before a row is returned: run such queries on a real server. Functions that talk to other machines are refused on
purpose.

| packages | implemented |
| --- | --- |
| \`universe\` | ${percent(implementedShare(universe))} |
| the packages of everyday queries, tasks and dashboards together | ${percent(implementedShare(common))} |

${sections.join('\n\n')}
`
}

function section({ path, implemented, refused }: PackageCoverage): string {
  const heading = `## ${path}`
  if (implemented.length === 0)
    return `${heading}\n\nRefused as a whole${refused.length === 0 ? '' : `: ${list(refused)}`}.`
  const parts = [`${heading}`, `Implemented: ${list(implemented)}.`]
  if (refused.length > 0) parts.push(`Refused: ${list(refused)}.`)
  return parts.join('\n\n')
}

if (import.meta.main) {
  const { log, info } = console
  console.log = console.info = () => {}
  const wanted = fluxReference(await fluxCoverage())
  Object.assign(console, { log, info })
  let found = ''
  try {
    found = readFileSync(fluxPage, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  if (wanted !== found) {
    writeFileSync(fluxPage, wanted)
    console.error(`written: ${fluxPage.pathname}`)
  }
  process.exit(0)
}
