/** What is mutated, as Stryker takes it: one run each, so that what was measured is kept when a later one is stopped. */
export const groups: readonly string[] = [
  'src/line-protocol/*.ts',
  'src/line-protocol/strict/*.ts',
  'src/line-protocol/server/*.ts',
  'src/line-protocol/bytes/*.ts',
  'src/line-protocol/fast/*.ts',
  'src/normalize/*.ts',
  'src/normalize/units/*.ts',
  'src/normalize/energy-monitor/*.ts',
  'src/normalize/gray-logic/*.ts',
  'src/normalize/pattern-aggregates/*.ts',
  'src/normalize/home-assistant/*.ts',
  'src/normalize/home-assistant/rules/*.ts',
]

/** What is not mutated, and why. */
export const exclusions: readonly { readonly glob: string; readonly reason: string }[] = [
  { glob: 'src/**/*.test.ts', reason: 'tests' },
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
