import { buildBuckets } from './build/buckets.ts'
import { buildDbrps } from './build/dbrps.ts'
import { given } from './build/given.ts'
import { createReport, type Report } from './build/report.ts'
import { buildLatency, buildThroughput } from './build/service-levels.ts'
import { buildTasks, type ReadFlux } from './build/tasks.ts'
import { buildTokens } from './build/tokens.ts'
import { type ContractFile, fileSchema } from './file/file-schema.ts'
import { toProblems } from './file/issues.ts'
import { type Contract, supportedVersions, type Waiver } from './model.ts'
import { nearestPosition } from './position.ts'
import { didYouMean, type Problem } from './problem.ts'
import { readSource, type Source } from './source.ts'
import { type Environment, expandSource } from './variables.ts'

/** A contract, or everything that is wrong with its file, in file order. */
export type ParseResult =
  | { readonly contract: Contract; readonly problems?: never }
  | { readonly contract?: never; readonly problems: readonly Problem[] }

/**
 * Reads a contract from its text, without I/O: YAML, then variables, then the schema, then references.
 * Problems of one stage are reported together; a later stage needs a clean earlier one, save that variables and schema report as one.
 */
export function parseContract(
  text: string,
  options: { readonly file: string; readonly env: Environment; readonly readFlux: ReadFlux },
): ParseResult {
  const source = readSource(text, options.file)
  if ('problems' in source) return source
  const expanded = expandSource(source, options.env)
  const parsed = fileSchema.safeParse(expanded.data)
  const faulted = new Set(expanded.problems.map((problem) => problem.path))
  const issues = parsed.success ? [] : toProblems(parsed.error.issues, source, expanded.data)
  const problems = [...expanded.problems, ...issues.filter((problem) => !faulted.has(problem.path))]
  if (problems.length > 0 || !parsed.success) return { problems: inFileOrder(problems) }
  const report = createReport(source)
  const contract = build(parsed.data, { source, report, readFlux: options.readFlux })
  return report.problems.length > 0 ? { problems: inFileOrder(report.problems) } : { contract }
}

function build(
  file: ContractFile,
  { source, report, readFlux }: { source: Source; report: Report; readFlux: ReadFlux },
): Contract {
  const buckets = buildBuckets(file.buckets, report)
  return {
    file: source.file,
    name: file.name,
    connection: given(file.connection ?? {}),
    client: given(file.client ?? {}),
    versions: buildVersions(file.versions, report),
    open: file.open ?? false,
    buckets,
    tokens: buildTokens(file.tokens, buckets, report),
    tasks: buildTasks(file.tasks, buckets, { report, readFlux }),
    dbrps: buildDbrps(file.dbrp, buckets, report),
    waivers: buildWaivers(file.waivers, { source, report }),
    positions: source.positions,
    ...given({
      description: file.description,
      org: file.org,
      naming: file.naming,
      latency: buildLatency(file.latency, buckets, report),
      throughput: buildThroughput(file.throughput, buckets, report),
    }),
  }
}

function buildVersions(versions: ContractFile['versions'], report: Report): readonly string[] {
  for (const [index, version] of (versions ?? []).entries()) {
    if (supportedVersions.includes(version)) continue
    report.add(['versions', index], {
      expected: `one of ${supportedVersions.join(', ')}`,
      found: JSON.stringify(version),
      ...didYouMean(version, supportedVersions),
    })
  }
  return versions ?? supportedVersions
}

function buildWaivers(
  files: ContractFile['waivers'],
  { source, report }: { source: Source; report: Report },
): Waiver[] {
  const globs = new Set<string>()
  return (files ?? []).map((waiver, index) => {
    if (globs.has(waiver.check)) {
      report.add(['waivers', index, 'check'], {
        expected: 'one waiver for each glob',
        found: `a second of ${waiver.check}`,
      })
    }
    globs.add(waiver.check)
    return { ...waiver, position: nearestPosition(source.positions, ['waivers', index]) }
  })
}

function inFileOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column)
}
