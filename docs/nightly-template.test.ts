import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

interface Step {
  readonly if?: string
  readonly run?: string
  readonly uses?: string
  readonly with?: { readonly path?: string; readonly key?: string; readonly 'restore-keys'?: string }
}

const root = join(import.meta.dirname, '..')
const workflow = parse(readFileSync(join(root, 'docs/templates/bench-nightly.yml'), 'utf8')) as {
  readonly jobs: { readonly bench: { readonly env: Readonly<Record<string, string>>; readonly steps: readonly Step[] } }
}
const { env, steps } = workflow.jobs.bench
const nightly = readFileSync(join(root, 'benchmarks/nightly.ts'), 'utf8')

test('the template runs scripts that are there', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const named = steps.flatMap(({ run = '' }) => [...run.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name))
  expect(named).toEqual(['bench:nightly'])
  expect(scripts).toMatchObject({ 'bench:nightly': expect.stringContaining('benchmarks/nightly.ts') })
})

test('the history that is kept is the one that the run reads and appends to', () => {
  const folder = env.BENCH_HISTORY ?? ''
  expect(nightly).toContain('env.BENCH_HISTORY')
  const cache = steps.find(({ uses }) => uses?.startsWith('actions/cache@'))
  expect(cache?.with?.path).toBe(folder)
  expect(cache?.with?.key).toContain('github.run_id')
  expect(cache?.with?.key?.startsWith(cache.with['restore-keys'] ?? '-')).toBe(true)
  const kept = steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact@'))?.with?.path?.split('\n')
  expect(kept).toContain(folder)
})

test('summary and artifact are published when a threshold was missed too', () => {
  const after = steps.slice(steps.findIndex(({ run }) => run === 'npm run bench:nightly') + 1)
  expect(after).toHaveLength(2)
  expect(after.every((step) => step.if === 'always()')).toBe(true)
  expect(after[0]?.run).toContain('reports/nightly.md >> "$GITHUB_STEP_SUMMARY"')
  expect(nightly).toMatch(/report\('md'\)/)
})
