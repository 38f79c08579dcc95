/** A folder that is mutated, and the tests that hold it. */
export interface Part {
  /** Names the part: `npm run mutate -- src/normalize`. */
  readonly folder: string
  /** Globs of test files. A mutant in code that runs on import needs them all, so they are few and fast. */
  readonly tests: readonly string[]
  readonly notTests: readonly string[]
  /** Tries of each law: the tables find most, and a mutant of code that runs on import waits for all laws if they do not. */
  readonly tries: number
}

export const parts: readonly Part[] = [
  {
    folder: 'src/line-protocol',
    tests: ['src/line-protocol/**/*.test.ts', 'src/schema/compiled-encoder.test.ts'],
    // It starts the engine three times.
    notTests: ['src/line-protocol/laws/storage.test.ts'],
    tries: 20,
  },
  {
    folder: 'src/normalize',
    tests: ['src/normalize/**/*.test.ts'],
    // Whole days of events, through every normalizer: longer than all other tests together.
    notTests: ['src/normalize/generate/**', 'src/normalize/seed/**', 'src/normalize/fixtures.test.ts'],
    tries: 10,
  },
]

/** What is not mutated, and why. */
export const exclusions: readonly { readonly glob: string; readonly reason: string }[] = [
  { glob: 'src/**/*.test.ts', reason: 'tests' },
  { glob: 'src/**/testing/**', reason: 'what tests share' },
  { glob: 'src/**/laws/**', reason: 'the laws and their generated input are tests too' },
  {
    glob: 'src/normalize/generate/**',
    reason: 'an invented home: any other numbers would be as good; its users test that it is of the right form',
  },
  {
    glob: 'src/normalize/seed/**',
    reason:
      'data for throw-away servers: verify holds it against its contract in every run, which takes too long to repeat for each mutant',
  },
]
