import type { File } from '../language/ast.ts'
import type { Member, Package } from './builtin.ts'
import { FluxDefined } from './flux-defined.ts'
import { universe } from './universe/package.ts'

/**
 * The packages by import path, loaded when a script imports them: a first answer waits for what it needs. A package
 * or member that the compiler knows and that is not here is answered with 501.
 */
const loaders: Readonly<Record<string, () => Promise<Package>>> = {
  array: async () => (await import('./array/package.ts')).array,
  bitwise: async () => (await import('./bitwise/package.ts')).bitwise,
  'contrib/bonitoo-io/hex': async () => (await import('./contrib/hex/package.ts')).hex,
  'contrib/bonitoo-io/tickscript': async () => (await import('./contrib/tickscript/package.ts')).tickscript,
  'contrib/qxip/hash': async () => (await import('./contrib/hash/package.ts')).hash,
  'contrib/tomhollingworth/events': async () => (await import('./contrib/events/package.ts')).events,
  csv: async () => (await import('./csv/package.ts')).csv,
  date: async () => (await import('./date/package.ts')).date,
  'date/boundaries': async () => (await import('./date/boundaries/package.ts')).boundaries,
  dict: async () => (await import('./dict/package.ts')).dict,
  experimental: async () => (await import('./experimental/package.ts')).experimental,
  'experimental/aggregate': async () => (await import('./experimental/aggregate/package.ts')).experimentalAggregate,
  'experimental/array': async () => (await import('./experimental/array/package.ts')).experimentalArray,
  'experimental/bitwise': async () => (await import('./bitwise/package.ts')).bitwise,
  'experimental/date/boundaries': async () =>
    (await import('./experimental/date-boundaries/package.ts')).experimentalBoundaries,
  'experimental/geo': async () => (await import('./experimental/geo/package.ts')).geo,
  'experimental/json': async () => (await import('./experimental/json/package.ts')).experimentalJson,
  'experimental/query': async () => (await import('./experimental/query/package.ts')).experimentalQuery,
  'experimental/record': async () => (await import('./experimental/record/package.ts')).experimentalRecord,
  'experimental/table': async () => (await import('./experimental/table/package.ts')).experimentalTable,
  generate: async () => (await import('./generate/package.ts')).generate,
  'influxdata/influxdb': async () => (await import('./influxdata/influxdb/package.ts')).influxdb,
  'influxdata/influxdb/monitor': async () => (await import('./influxdata/influxdb-monitor/package.ts')).monitor,
  'influxdata/influxdb/sample': async () => (await import('./influxdata/influxdb-sample/package.ts')).sampleData,
  'influxdata/influxdb/schema': async () => (await import('./influxdata/influxdb-schema/package.ts')).schema,
  'influxdata/influxdb/secrets': async () => (await import('./influxdata/influxdb-secrets/package.ts')).secrets,
  'influxdata/influxdb/tasks': async () => (await import('./influxdata/influxdb-tasks/package.ts')).tasks,
  'influxdata/influxdb/v1': async () => (await import('./influxdata/influxdb-v1/package.ts')).v1,
  'internal/boolean': async () => (await import('./internal/boolean/package.ts')).boolean,
  'internal/debug': async () => (await import('./internal/debug/package.ts')).debug,
  'internal/influxql': async () => (await import('./internal/influxql/package.ts')).influxql,
  interpolate: async () => (await import('./interpolate/package.ts')).interpolate,
  join: async () => (await import('./join/package.ts')).join,
  json: async () => (await import('./json/package.ts')).json,
  math: async () => (await import('./math/package.ts')).math,
  profiler: async () => (await import('./profiler/package.ts')).profiler,
  regexp: async () => (await import('./regexp/package.ts')).regexp,
  runtime: async () => (await import('./runtime/package.ts')).runtimePackage,
  strings: async () => (await import('./strings/package.ts')).strings,
  system: async () => (await import('./system/package.ts')).system,
  timezone: async () => (await import('./timezone/package.ts')).timezone,
  types: async () => (await import('./types/package.ts')).types,
  universe: loadUniverse,
}

/** The import paths of all packages; `universe` is what a script sees without an import. */
export const packagePaths: readonly string[] = Object.keys(loaders)

const known: Record<string, Member> = {}
const loaded = new Map<string, Package>([['universe', known]])

/** A package that has been loaded; of `universe` the members that have been named so far. */
export function loadedPackage(path: string): Package | undefined {
  return loaded.get(path)
}

/** Loads a package and what its functions in Flux use; undefined: there is none of this path. */
export async function loadPackage(path: string): Promise<Package | undefined> {
  const load = Object.hasOwn(loaders, path) ? loaders[path] : undefined
  if (load === undefined || (loaded.has(path) && path !== 'universe')) return loaded.get(path)
  const made = await load()
  loaded.set(path, made)
  for (const member of Object.values(made)) await loadUsesOf(member)
  return made
}

async function loadUniverse(): Promise<Package> {
  await loadNames(Object.keys(universe))
  return known
}

/** Loads what a script needs of packages; returns the first import path that there is no package of. */
export async function loadPackagesOf(files: readonly File[]): Promise<string | undefined> {
  for (const { path } of files.flatMap(({ imports }) => imports ?? [])) {
    if ((await loadPackage(path.value)) === undefined) return path.value
  }
  const names = new Set<string>()
  collectNames(files, names)
  await loadNames(names)
  return undefined
}

async function loadNames(names: Iterable<string>): Promise<void> {
  for (const name of names) {
    const load = Object.hasOwn(universe, name) && !Object.hasOwn(known, name) ? universe[name] : undefined
    if (load === undefined) continue
    const member = await load()
    known[name] = member
    await loadUsesOf(member)
  }
}

/** Loads what a function that is written in Flux names and imports. */
async function loadUsesOf(member: Member): Promise<void> {
  if (!(member instanceof FluxDefined)) return
  await loadNames(member.source.match(/\w+/g) ?? [])
  for (const path of Object.values(member.imports)) await loadPackage(path)
}

/** The identifiers of a tree. */
function collectNames(node: unknown, names: Set<string>): void {
  if (typeof node !== 'object' || node === null) return
  const { name } = node as { name?: unknown }
  if (typeof name === 'string') names.add(name)
  for (const [key, value] of Object.entries(node)) if (key !== 'location') collectNames(value, names)
}
