import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes long comes last: most mutants are killed before. */
const slow = /\/(laws|fixtures|recordings|compiled-encoder)\.test\.ts$/

class FastFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => (slow.test(moduleId) ? 1 : 0)
    return files.toSorted((a, b) => rank(a) - rank(b) || a.moduleId.localeCompare(b.moduleId))
  }
}

/** The tests that hold the codec and the normalizers, for Stryker: it runs those that reach a mutant, in one process. */
export default defineConfig({
  test: {
    retry: 0,
    testTimeout: 30_000,
    include: ['src/line-protocol/**/*.test.ts', 'src/normalize/**/*.test.ts', 'src/schema/**/*.test.ts'],
    exclude: ['src/normalize/generate/**', 'src/normalize/seed/**', 'src/line-protocol/laws/storage.test.ts'],
    env: { FLUXPROOF_SEED: '1', FLUXPROOF_RUNS: '100' },
    sequence: { sequencer: FastFirst },
  },
})
