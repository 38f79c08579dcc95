import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** What a script did, counted by the stand-in for k6. */
export interface K6Run {
  readonly iterations: number
  readonly requests: number
  /** Checks. */
  readonly passes: number
  readonly fails: number
  readonly points_acknowledged: number
  readonly options: unknown
}

const execute = promisify(execFile)

/** Runs the script of an export in a process of its own, by `k6-shape.mjs`. @throws Error with what it said. */
export async function runK6Shape(folder: string, variables: Readonly<Record<string, string>>): Promise<K6Run> {
  const shape = join(import.meta.dirname, 'k6-shape.mjs')
  const pairs = Object.entries(variables).map(([name, value]) => `${name}=${value}`)
  const { stdout } = await execute(process.execPath, [shape, join(folder, 'script.js'), ...pairs])
  return JSON.parse(stdout)
}
