import type { Contract } from '../contract/model.ts'

/** The systems that there are normalizers for; each names the measurements that tell it. */
const measurementsOf = {
  'energy-monitor': ['raw_reading', 'prediction'],
  'gray-logic': ['device_metrics', 'phm'],
  'pattern-aggregates': ['time_based_daily', 'co_occurrence_daily', 'session_weekly', 'seasonal_monthly'],
  homeiq: ['home_assistant_events'],
  'home-assistant': ['home_assistant_events'],
} as const satisfies Record<string, readonly string[]>

/** A system that there is a normalizer for. */
export type System = keyof typeof measurementsOf

/** The names of all systems. */
export const systems: readonly System[] = Object.keys(measurementsOf) as System[]

/** True for the name of a system. */
export function isSystem(name: string): name is System {
  return Object.hasOwn(measurementsOf, name)
}

/** The system that a contract describes: by its name, else by a measurement that it declares; undefined for any other. */
export function systemOf(contract: Contract): System | undefined {
  if (isSystem(contract.name)) return contract.name
  const declared = new Set(contract.buckets.flatMap(({ measurements }) => measurements.map(({ key }) => key)))
  return systems.find((system) => measurementsOf[system].some((measurement) => declared.has(measurement)))
}
