import { defineConfig } from 'vitest/config'

// Files share a worker's modules: loading the engine and the compiler once for each of 150 files took half of all the time.
const shared = { retry: 0, testTimeout: 30_000, hookTimeout: 60_000, isolate: false }

/** unit: beside the sources. embedded, container, remote: the same suites on another kind of target. */
export default defineConfig({
  test: {
    ...shared,
    // By default one core of two would do nothing.
    maxWorkers: '100%',
    reporters: ['default', 'junit'],
    outputFile: { junit: 'reports/test.junit.xml' },
    projects: [
      { test: { ...shared, name: 'unit', include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'docs/**/*.test.ts'] } },
      { test: { ...shared, name: 'embedded', include: ['suites/embedded.test.ts', 'suites/**/*.embedded.test.ts'] } },
      // One file at a time: their starts are timed.
      { test: { ...shared, name: 'container', include: ['suites/container*.test.ts'], fileParallelism: false } },
      { test: { ...shared, name: 'remote', include: ['suites/remote.test.ts'] } },
    ],
  },
})
