import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { containerImages } from '../src/target/container.ts'
import { findDockerEngine } from '../src/target/docker-engine.ts'
import { findInfluxd } from '../src/target/influxd-path.ts'
import { nameSuites } from './name-suites.ts'

/**
 * Runs the tests: unit and embedded always, the same suites on a real server where one can be started here. Never on a
 * server that it did not start: what would lead to one is taken out of the environment. Ends with one line of totals.
 */
const root = join(import.meta.dirname, '..')
const real = await findRealServer()
console.log(`real server: ${real.reason}`)
const projects = ['unit', 'embedded', ...(real.project === undefined ? [] : [real.project])]
const folder = mkdtempSync(join(tmpdir(), 'fluxproof-test-'))
const results = join(folder, 'results.json')
try {
  process.exitCode = await runVitest()
  nameSuitesIn(join(root, 'reports/test.junit.xml'))
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = readTotals()
  console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests + numTodoTests} skipped`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function nameSuitesIn(path: string): void {
  if (existsSync(path)) writeFileSync(path, nameSuites(readFileSync(path, 'utf8')))
}

interface Totals {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
}

function readTotals(): Totals {
  try {
    return JSON.parse(readFileSync(results, 'utf8')) as Totals
  } catch {
    console.error('the test runner left no result')
    process.exitCode ||= 2
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 }
  }
}

async function findRealServer(): Promise<{
  readonly project?: string
  readonly target?: string
  readonly reason: string
}> {
  const engine = await findDockerEngine(process.env)
  if (typeof engine !== 'string') {
    const [image = ''] = containerImages(process.env)
    if (await engine.hasImage(image))
      return { project: 'container', target: 'container', reason: `containers of ${image}` }
  }
  const influxd = findInfluxd(process.env)
  if (influxd) return { project: 'container', target: 'binary', reason: influxd.reason }
  return { reason: `none (${typeof engine === 'string' ? engine : 'the image is not local'}, no influxd)` }
}

function runVitest(): Promise<number> {
  const manifest = createRequire(import.meta.url).resolve('vitest/package.json')
  // Every variable of a server or of the contracts; what chooses a throw-away server stays.
  const remote = /^INFLUX(?!_IMAGES?$|D_BIN$)/
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !remote.test(name)))
  const child = spawn(
    process.execPath,
    [
      join(dirname(manifest), 'vitest.mjs'),
      'run',
      ...projects.flatMap((name) => ['--project', name]),
      '--reporter=default',
      '--reporter=junit',
      '--reporter=json',
      '--outputFile.junit=reports/test.junit.xml',
      `--outputFile.json=${results}`,
      ...process.argv.slice(2),
    ],
    { cwd: root, stdio: 'inherit', env: { ...env, ...(real.target && { FLUXPROOF_TEST_TARGET: real.target }) } },
  )
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 2))
  })
}
