import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { StartedTarget } from '../../src/target/target.ts'

/** Declares the tests of one suite on a target. */
export type Suite = (target: StartedTarget) => void

/**
 * The suites of all `*.suite.ts` files, in the order of their names: a new one runs on every kind of target without being
 * listed. Each file exports one function whose name ends in `Suite`.
 */
export async function everySuite(): Promise<readonly Suite[]> {
  const folder = join(import.meta.dirname, '..')
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.suite.ts'))
    .sort()
  return Promise.all(
    files.map(async (file) => {
      const module: Readonly<Record<string, unknown>> = await import(join(folder, file))
      const suites = Object.entries(module).flatMap(([name, value]) =>
        name.endsWith('Suite') && isSuite(value) ? value : [],
      )
      const [suite] = suites
      if (suite === undefined || suites.length > 1) {
        throw new Error(`suites/${file}: expected one exported function named …Suite, found ${suites.length}`)
      }
      return suite
    }),
  )
}

function isSuite(value: unknown): value is Suite {
  return typeof value === 'function'
}
