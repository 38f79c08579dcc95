import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { UsageError } from '../errors/index.ts'
import type { Environment } from './environment.ts'

/**
 * The influxd to run: the one that INFLUXD_BIN names, else the first on the PATH.
 * @returns its path and, in one clause, how it was found; undefined when there is none.
 * @throws UsageError when INFLUXD_BIN names something that cannot be run.
 */
export function findInfluxd(env: Environment): { readonly path: string; readonly reason: string } | undefined {
  const named = env.INFLUXD_BIN
  if (named) {
    if (isExecutable(named)) return { path: named, reason: 'INFLUXD_BIN is set' }
    throw new UsageError({
      operation: 'use the influxd that INFLUXD_BIN names',
      expected: 'a file that can be run',
      found: named,
      next: 'Correct INFLUXD_BIN or unset it',
    })
  }
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    if (folder === '') continue
    for (const name of process.platform === 'win32' ? ['influxd.exe'] : ['influxd']) {
      const path = join(folder, name)
      if (isExecutable(path)) return { path, reason: 'influxd is on the PATH' }
    }
  }
  return undefined
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
