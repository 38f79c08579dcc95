import { expect, test } from 'vitest'
import { requireContract } from '../contract/load-contract.ts'
import type { Measurement } from '../contract/model.ts'
import { predictionShape, readingShape } from './energy-monitor/shapes.ts'
import { deviceMetricsShape, energyShape, phmShape } from './gray-logic/shapes.ts'
import { homeAssistantShape, homeiqShape } from './home-assistant/shapes.ts'
import { aggregates } from './pattern-aggregates/aggregates.ts'
import { ranges } from './pattern-aggregates/ranges.ts'
import type { PointShape } from './shape.ts'
import { shapeOf } from './shape-of.ts'

function measurementsOf(contract: string): ReadonlyMap<string, Measurement> {
  const path = new URL(`../../fixtures/contracts/${contract}.yaml`, import.meta.url).pathname
  const { buckets } = requireContract(path, { env: {} })
  return new Map(buckets.flatMap(({ measurements }) => measurements.map((each) => [each.key, each] as const)))
}

function declared(measurements: ReadonlyMap<string, Measurement>, key: string): Measurement {
  const found = measurements.get(key)
  if (found === undefined) throw new Error(`${key} is not in the contract`)
  return found
}

/** A shape with its tags sorted: their order is the normalizer's own. */
const sorted = ({ tags, ...rest }: PointShape) => ({ ...rest, tags: tags.toSorted() })

const shapes: readonly (readonly [contract: string, ...shapes: PointShape[]])[] = [
  ['energy-monitor', readingShape, predictionShape],
  ['gray-logic', deviceMetricsShape, energyShape, phmShape],
  ['home-assistant', homeAssistantShape],
  ['homeiq', homeiqShape],
]
for (const [contract, ...all] of shapes) {
  test(`the default shapes of ${contract} are those of its contract`, () => {
    const measurements = measurementsOf(contract)
    for (const shape of all) expect(sorted(shape)).toEqual(sorted(shapeOf(declared(measurements, shape.measurement))))
  })
}

const detected = measurementsOf('pattern-aggregates')
/** The fields with their types alone: units are the contract's to say. */
const typesOf = ({ fields }: PointShape) => Object.entries(fields).map(([key, { type }]) => `${key} ${type}`)

test('there is an aggregate for each measurement of the contract', () => {
  expect([...aggregates.keys()].toSorted()).toEqual([...detected.keys()].toSorted())
})

for (const [key, { shape, detector, period, vocabulary }] of aggregates) {
  test(`${key} has the tags, fields, detector, period and words of its contract`, () => {
    const measurement = declared(detected, key)
    const contract = shapeOf(measurement)
    expect([shape.measurement, shape.tags, detector]).toEqual([key, contract.tags, measurement.writer])
    expect(typesOf(shape).toSorted()).toEqual(typesOf(contract).toSorted())
    expect(shape.tags[0]).toBe(period)
    const words = measurement.tags.flatMap(({ key: tag, values }) => (values === undefined ? [] : [[tag, values]]))
    const { severity, ...ofTags } = vocabulary
    expect(ofTags).toEqual(Object.fromEntries(words))
    expect(severity).toEqual(key === 'anomaly_daily' ? ['low', 'medium', 'high', 'critical'] : undefined)
  })
}

test('bounds of values are those of the contract', () => {
  const seen = new Set<string>()
  for (const { fields } of detected.values()) {
    for (const { key, min, max } of fields.filter((field) => field.key in ranges)) {
      const [least, most] = ranges[key] ?? []
      expect([key, least]).toEqual([key, min])
      expect([key, most]).toEqual([key, max ?? Number.MAX_SAFE_INTEGER])
      seen.add(key)
    }
  }
  expect([...seen].toSorted()).toEqual(Object.keys(ranges).toSorted())
})
