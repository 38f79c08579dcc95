import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { parts } from './scope.ts'

const folder = process.env.FLUXPROOF_MUTATE
const part = parts.find((each) => each.folder === folder)
if (part === undefined) throw new Error(`FLUXPROOF_MUTATE names no part of scripts/mutation/scope.ts: ${folder}`)

/** What takes long comes last, and laws after all else: most mutants are killed before, and the first failure ends a run. */
const slow = /\/(default-shapes|for-contract|change-reader|recordings|compiled-encoder)\.test\.ts$/
const rankOf = ({ moduleId }: TestSpecification) =>
  /\/laws\.test\.ts$/.test(moduleId) ? 2 : slow.test(moduleId) ? 1 : 0

class FastFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => rankOf(a) - rankOf(b) || a.moduleId.localeCompare(b.moduleId))
  }
}

/**
 * The tests of one part, for Stryker. Files stay isolated: where they share a thread, all of them are loaded before the first test runs, so that
 * its failure, which most mutants end with, comes ten times as late.
 */
export default defineConfig({
  test: {
    retry: 0,
    testTimeout: 30_000,
    // Nobody reads what a mutant's run says, and code frames take longer than most tests.
    reporters: [{}],
    include: [...part.tests],
    exclude: [...part.notTests],
    env: { FLUXPROOF_SEED: '1', FLUXPROOF_RUNS: String(part.tries) },
    sequence: { sequencer: FastFirst },
  },
})
