import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  commonPackages,
  fluxCoverage,
  fluxPage,
  fluxReference,
  implementedShare,
  type PackageCoverage,
} from './flux-reference.ts'

describe('docs/flux.md', () => {
  let coverage: PackageCoverage[] = []
  beforeAll(async () => {
    coverage = await fluxCoverage()
  })

  test('says what the compiler knows and the engine implements', () => {
    expect(readFileSync(fluxPage, 'utf8'), 'run `node scripts/flux-reference.ts`').toBe(fluxReference(coverage))
  })

  test('counts packages that there are', () => {
    const paths = coverage.map(({ path }) => path)
    expect(paths).toEqual(expect.arrayContaining([...commonPackages, 'universe']))
  })

  test.each([
    ['universe', ['universe'], 0.95],
    ['the everyday packages', commonPackages, 0.85],
  ] as const)('%s are implemented as far as promised', (_name, paths, least) => {
    const counted = coverage.filter(({ path }) => (paths as readonly string[]).includes(path))
    expect(implementedShare(counted)).toBeGreaterThanOrEqual(least)
  })
})
