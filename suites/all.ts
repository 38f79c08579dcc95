import { describe } from 'vitest'
import type { StartedTarget } from '../src/target/target.ts'
import { bucketsAndRetentionSuite } from './buckets-and-retention.suite.ts'
import { clientHazardsSuite } from './client-hazards.suite.ts'
import { energyMonitorSuite } from './energy-monitor.suite.ts'
import { grayLogicSuite } from './gray-logic.suite.ts'
import { homeAssistantSuite } from './home-assistant.suite.ts'
import { homeiqSuite } from './homeiq.suite.ts'
import { modelSuite } from './model.suite.ts'
import { patternAggregatesSuite } from './pattern-aggregates.suite.ts'
import { permissionsSuite } from './permissions.suite.ts'
import { provisioningSuite } from './provisioning.suite.ts'
import { refutationSuite } from './refutation.suite.ts'
import { schemaSuite } from './schema.suite.ts'
import { tasksSuite } from './tasks.suite.ts'
import { throughputSuite } from './throughput.suite.ts'
import { writeAndReadBackSuite } from './write-and-read-back.suite.ts'

type Suite = (target: StartedTarget) => void

/** What any server does, one suite a topic. */
export const topicSuites: readonly Suite[] = [
  provisioningSuite,
  bucketsAndRetentionSuite,
  writeAndReadBackSuite,
  modelSuite,
  clientHazardsSuite,
  schemaSuite,
  permissionsSuite,
  tasksSuite,
  throughputSuite,
]

/** The five systems, and the drifts that the checks must catch. */
const contractSuites: readonly Suite[] = [
  energyMonitorSuite,
  grayLogicSuite,
  patternAggregatesSuite,
  homeiqSuite,
  homeAssistantSuite,
  refutationSuite,
]

/** Declares suites, all by default, for one running target; names carry its kind and version. */
export function declareSuites(
  target: StartedTarget,
  suites: readonly Suite[] = [...topicSuites, ...contractSuites],
): void {
  describe(`${target.kind} ${target.version}`, () => {
    for (const suite of suites) suite(target)
  })
}
