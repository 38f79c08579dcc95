import type { Contract, Measurement } from '../contract/model.ts'
import { UsageError } from '../errors/index.ts'
import { createEnergyMonitorNormalizer } from './energy-monitor/normalizer.ts'
import { createGrayLogicNormalizer } from './gray-logic/normalizer.ts'
import { createHomeAssistantLineNormalizer } from './home-assistant/line-normalizer.ts'
import { createMessageReader } from './home-assistant/messages.ts'
import { createHomeAssistantNormalizer } from './home-assistant/normalizer.ts'
import type { HomeAssistantOptions } from './home-assistant/options.ts'
import type { LineNormalizer } from './line-outcome.ts'
import { drop, type Normalizer } from './outcome.ts'
import { createPatternAggregatesNormalizer } from './pattern-aggregates/normalizer.ts'
import type { Unwrap } from './pipeline.ts'
import type { PointShape } from './shape.ts'
import { shapeOf } from './shape-of.ts'
import { type System, systemOf, systems } from './system.ts'

/** What the contract does not say: zone, registry, units, and what becomes of unavailable states. Home Assistant only. */
export type ContractNormalizerOptions = Omit<HomeAssistantOptions, 'shape'> & {
  /** Default: the system that the contract's name or measurements tell. */
  readonly system?: System
}

/** Straight from the JSON text of messages to lines, without points between: several times as fast, with the same drops and decisions. */
export interface ContractLines extends LineNormalizer {
  /** The only one that it writes. */
  readonly measurement: string
}

/** A normalizer that writes what a contract declares. */
export interface ContractNormalizer extends Normalizer {
  readonly system: System
  /** Splits a message of the system's own input into events; absent where each line is one event. */
  readonly unwrap?: Unwrap
  /** Home Assistant only. It has a memory of its own: take either this or `normalize`. */
  readonly lines?: ContractLines
  /** The key of the bucket that declares a measurement, else of the first that is open; undefined where there is none: no point is of such a measurement. */
  bucketKeyOf(measurement: string): string | undefined
}

/**
 * Makes the normalizer of a contract: its measurements give the tags, and the fields with their types and units. Fails with a
 * UsageError for a contract of no known system.
 */
export function normalizerFor(contract: Contract, options: ContractNormalizerOptions = {}): ContractNormalizer {
  const { system = systemOf(contract), ...rest } = options
  if (system === undefined) {
    throw new UsageError({
      operation: `normalize for the contract ${contract.name}`,
      expected: `a contract of one of ${systems.join(', ')}`,
      found: 'measurements of none of them',
      next: 'Name the system that the events come from',
    })
  }
  const declared = new Map<string, { bucketKey: string; measurement: Measurement }>()
  for (const bucket of contract.buckets) {
    for (const measurement of bucket.measurements) {
      if (!declared.has(measurement.key)) declared.set(measurement.key, { bucketKey: bucket.key, measurement })
    }
  }
  const shape = (key: string): PointShape | undefined => {
    const entry = declared.get(key)
    return entry && shapeOf(entry.measurement)
  }
  const openKey = contract.buckets.find(({ open }) => open)?.key
  const bucketKeyOf = (measurement: string) => declared.get(measurement)?.bucketKey ?? openKey
  if (system === 'homeiq' || system === 'home-assistant') {
    const home: HomeAssistantOptions = { ...rest, shape: homeShape(contract, shape) }
    return {
      system,
      ...createHomeAssistantNormalizer(home),
      unwrap: createMessageReader(),
      lines: {
        measurement: home.shape.measurement,
        ...createHomeAssistantLineNormalizer(home),
      },
      bucketKeyOf,
    }
  }
  const { normalize } = create(system, { declared: [...declared.keys()], shape })
  return {
    system,
    normalize(event) {
      const outcome = normalize(event)
      if (outcome.kind === 'drop' || bucketKeyOf(outcome.point.measurement) !== undefined) return outcome
      return drop('not declared', outcome.point.measurement)
    },
    bucketKeyOf,
  }
}

function create(
  system: Exclude<System, 'homeiq' | 'home-assistant'>,
  parts: { readonly declared: readonly string[]; readonly shape: (key: string) => PointShape | undefined },
): Normalizer {
  const { declared, shape } = parts
  const named = <Name extends string>(names: Readonly<Record<Name, string>>) => {
    const shapes: Partial<Record<Name, PointShape>> = {}
    for (const name of Object.keys(names) as Name[]) {
      const found = shape(names[name])
      if (found !== undefined) shapes[name] = found
    }
    return shapes
  }
  const all = () => {
    const shapes: Record<string, PointShape> = {}
    for (const key of declared) {
      const found = shape(key)
      if (found !== undefined) shapes[key] = found
    }
    return shapes
  }
  switch (system) {
    case 'energy-monitor':
      return createEnergyMonitorNormalizer(named({ reading: 'raw_reading', prediction: 'prediction' }))
    case 'gray-logic':
      return createGrayLogicNormalizer({
        ...named({ deviceMetrics: 'device_metrics', energy: 'energy', phm: 'phm' }),
        free: all(),
      })
    case 'pattern-aggregates':
      return createPatternAggregatesNormalizer({ shapes: all() })
  }
}

/** The measurement of raw events: home_assistant_events, else the one that declares state_value. */
function homeShape(contract: Contract, shape: (key: string) => PointShape | undefined): PointShape {
  const measurements = contract.buckets.flatMap((bucket) => bucket.measurements)
  const key =
    measurements.find((measurement) => measurement.key === 'home_assistant_events')?.key ??
    measurements.find(({ fields }) => fields.some((field) => field.key === 'state_value'))?.key
  const found = key === undefined ? undefined : shape(key)
  if (found !== undefined) return found
  throw new UsageError({
    operation: `normalize for the contract ${contract.name}`,
    expected: 'a measurement home_assistant_events, or one with the field state_value',
    found: 'neither',
  })
}
