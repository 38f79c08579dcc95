import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { exclusions, type Part } from './scope.ts'
import type { MutationReport } from './score.ts'

interface RunOptions {
  /** What is mutated: globs within the part. */
  readonly globs: readonly string[]
  /** Processes that run tests. */
  readonly concurrency: number
  /** Also runs what did not change since the last run. */
  readonly force: boolean
}

interface Run {
  readonly report: MutationReport
  /** Whether every mutant was run, so that no result is of an earlier day. */
  readonly isFresh: boolean
}

/** Mutates a part and gives Stryker's report of all that was measured of it so far. Throws where Stryker fails. */
export function runStryker({ folder }: Part, { globs, concurrency, force }: RunOptions): Run {
  const reportFile = `reports/mutation/${basename(folder)}.json`
  const isFresh = force || !existsSync(reportFile)
  const mutate = [...globs, ...exclusions.map(({ glob }) => `!${glob}`)].join(',')
  const args = ['run', 'scripts/mutation/stryker.config.json', '--mutate', mutate, '--incrementalFile', reportFile]
  const all = [...args, '--concurrency', String(concurrency), ...(force ? ['--force'] : [])]
  // Each mutant starts a thread that loads vitest: what is compiled once serves all.
  const env = { ...process.env, FLUXPROOF_MUTATE: folder, NODE_COMPILE_CACHE: resolve('reports/mutation/compiled') }
  const { status } = spawnSync('stryker', all, { stdio: ['ignore', 2, 2], env })
  if (status !== 0) throw new Error(`mutate ${folder}: expected stryker to end with 0, found ${status}: see above`)
  return { report: JSON.parse(readFileSync(reportFile, 'utf8')) as MutationReport, isFresh }
}
