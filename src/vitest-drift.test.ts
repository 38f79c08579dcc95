import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../suites/support/temporary-folder.ts'

/** Broken in one clause: the embedded engine is a 2.8. */
const contract = `contract: 1
name: drifting
org: drifting
versions: ["2.7"]
buckets:
  readings: { name: readings, retention: 30d, open: true, measurements: {} }
`

interface Results {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[]
  }[]
}

test('describeContract turns a broken check red and leaves the others green', () => {
  using folder = temporaryFolder()
  const root = join(import.meta.dirname, '..')
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
  const out = folder.join('results.json')
  const include = ['suites/support/described-drift.fixture.ts']
  const config = folder.write('vitest.config.mjs', `export default ${JSON.stringify({ root, test: { include } })}`)
  const argv = [vitest, 'run', '--config', config, '--root', root, '--reporter=json', `--outputFile.json=${out}`]
  // The variables of the vitest that runs this test would make the other one a worker.
  const env = { PATH: process.env.PATH ?? '', DESCRIBED_CONTRACT: folder.write('drifting.yaml', contract) }
  const { stderr } = spawnSync(process.execPath, argv, { cwd: root, env, encoding: 'utf8' })
  expect(stderr).not.toMatch(/Startup Error/)
  const { testResults }: Results = JSON.parse(readFileSync(out, 'utf8'))
  const statuses = testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ title, status }) => [title, status]),
  )
  expect(statuses.filter(([, status]) => status === 'failed')).toEqual([['drifting/server/version', 'failed']])
  expect(statuses.filter(([, status]) => status === 'passed').length).toBeGreaterThan(5)
})
