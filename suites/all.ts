import { describe } from 'vitest'
import type { StartedTarget } from '../src/target/target.ts'
import { bucketsAndRetentionSuite } from './buckets-and-retention.suite.ts'
import { energyMonitorSuite } from './energy-monitor.suite.ts'
import { grayLogicSuite } from './gray-logic.suite.ts'
import { homeAssistantSuite } from './home-assistant.suite.ts'
import { homeiqSuite } from './homeiq.suite.ts'
import { patternAggregatesSuite } from './pattern-aggregates.suite.ts'
import { permissionsSuite } from './permissions.suite.ts'
import { provisioningSuite } from './provisioning.suite.ts'
import { refutationSuite } from './refutation.suite.ts'
import { schemaSuite } from './schema.suite.ts'
import { tasksSuite } from './tasks.suite.ts'
import { throughputSuite } from './throughput.suite.ts'
import { writeAndReadBackSuite } from './write-and-read-back.suite.ts'

/** Every suite, in the order of reports. */
const suites: readonly ((target: StartedTarget) => void)[] = [
  provisioningSuite,
  bucketsAndRetentionSuite,
  writeAndReadBackSuite,
  schemaSuite,
  permissionsSuite,
  tasksSuite,
  throughputSuite,
  energyMonitorSuite,
  grayLogicSuite,
  patternAggregatesSuite,
  homeiqSuite,
  homeAssistantSuite,
  refutationSuite,
]

/** Declares every suite for one running target; names carry its kind and version. */
export function declareSuites(target: StartedTarget): void {
  describe(`${target.kind} ${target.version}`, () => {
    for (const suite of suites) suite(target)
  })
}
