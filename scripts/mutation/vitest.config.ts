import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { parts } from './scope.ts'

const folder = process.env.FLUXPROOF_MUTATE
const part = parts.find((each) => each.folder === folder)
if (part === undefined) throw new Error(`FLUXPROOF_MUTATE names no part of scripts/mutation/scope.ts: ${folder}`)

/** What takes long comes last, and laws after all else: most mutants are killed before, and the first failure ends a run. */
const slow = /\/(default-shapes|for-contract|message-parser|recordings|compiled-encoder)\.test\.ts$/
const rankOf = ({ moduleId }: TestSpecification) =>
  /\/laws\.test\.ts$/.test(moduleId) ? 2 : slow.test(moduleId) ? 1 : 0

class FastFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => rankOf(a) - rankOf(b) || a.moduleId.localeCompare(b.moduleId))
  }
}

/**
 * The tests of one part, for Stryker. Each run has a thread of its own, in which its files share their modules: a mutant of code that runs on
 * import needs all files, and to load what they have in common for each of them took longer than all tests.
 */
export default defineConfig({
  test: {
    retry: 0,
    testTimeout: 30_000,
    isolate: false,
    // Nobody reads what a mutant's run says, and code frames take longer than most tests.
    reporters: [{}],
    include: [...part.tests],
    exclude: [...part.notTests],
    env: { FLUXPROOF_SEED: '1', FLUXPROOF_RUNS: String(part.tries) },
    sequence: { sequencer: FastFirst },
  },
})
