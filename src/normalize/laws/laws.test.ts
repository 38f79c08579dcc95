import fc from 'fast-check'
import { test } from 'vitest'
import { hold } from '../../line-protocol/laws/hold.ts'
import { createEnergyMonitorNormalizer } from '../energy-monitor/normalizer.ts'
import { registryFile } from '../generate/home.ts'
import { generateStateChanges } from '../generate/state-changes.ts'
import { createGrayLogicNormalizer } from '../gray-logic/normalizer.ts'
import { createHomeAssistantNormalizer } from '../home-assistant/normalizer.ts'
import type { HomeAssistantOptions } from '../home-assistant/options.ts'
import { parseRegistry } from '../home-assistant/registry.ts'
import { homeAssistantShape, homeiqShape } from '../home-assistant/shapes.ts'
import { createPatternAggregatesNormalizer } from '../pattern-aggregates/normalizer.ts'
import type { PointShape } from '../shape.ts'
import {
  conversionCase,
  energyRecord,
  grayLogicRecord,
  instantCase,
  patternRecord,
  stateChange,
} from './arbitraries.ts'
import * as laws from './laws.ts'

const registry = parseRegistry(registryFile())
const withAttributes: PointShape = {
  ...homeiqShape,
  fields: {
    ...homeiqShape.fields,
    attr_azimuth: { type: 'float' },
    attr_value: { type: 'string' },
    attr_state: { type: 'integer' },
    wind_speed: { type: 'float', unit: 'km/h' },
  },
}

const systems: Readonly<Record<string, { make: laws.MakeNormalizer; event: fc.Arbitrary<unknown> }>> = {
  'home-assistant': {
    make: () => createHomeAssistantNormalizer(homes['home-assistant'] ?? { shape: homeAssistantShape }),
    event: stateChange,
  },
  homeiq: {
    make: () => createHomeAssistantNormalizer(homes.homeiq ?? { shape: withAttributes }),
    event: stateChange,
  },
  'energy-monitor': { make: createEnergyMonitorNormalizer, event: energyRecord },
  'gray-logic': { make: createGrayLogicNormalizer, event: grayLogicRecord },
  'pattern-aggregates': { make: createPatternAggregatesNormalizer, event: patternRecord },
}

for (const [system, { make, event }] of Object.entries(systems)) {
  const events = fc.array(fc.oneof({ weight: 20, arbitrary: event }, fc.jsonValue()), { maxLength: 12 })

  test(`${system}: two normalizations of one event are equal`, () => {
    hold(events, (given) => laws.normalizesEqually(make, given))
  })

  test(`${system}: the input is never changed`, () => {
    hold(events, (given) => laws.keepsItsInput(make, given))
  })

  test(`${system}: an event is a point that can be written or a reasoned drop`, () => {
    hold(events, (given) => laws.accountsForEveryEvent(make, given))
  })

  test(`${system}: a field keeps its type over any sequence of events`, () => {
    hold(events, (given) => laws.neverChangesAFieldType(make, given))
  })
}

const homes: Readonly<Record<string, HomeAssistantOptions>> = {
  'home-assistant': { shape: homeAssistantShape, timeZone: 'Asia/Kathmandu' },
  homeiq: { shape: withAttributes, registry, unavailable: 'drop' },
}
for (const [system, options] of Object.entries(homes)) {
  test(`${system}: lines written straight are those of the points`, () => {
    hold(fc.array(stateChange, { maxLength: 12 }), (given) => laws.writesTheLinesOfItsPoints(options, given))
  })

  test(`${system}: the fixture's lines written straight are those of its points`, () => {
    const events = generateStateChanges({ seed: 5, startMs: 0, spanMs: 86_400_000, events: 1000 })
    laws.writesTheLinesOfItsPoints(options, [...events])
  })
}

for (const system of ['home-assistant', 'homeiq']) {
  const { make } = systems[system] ?? { make: createEnergyMonitorNormalizer }
  const events = fc.array(stateChange, { maxLength: 30 })

  test(`${system}: no prose becomes a number`, () => {
    hold(events, (given) => laws.readsNoProseAsNumber(make, given))
  })

  test(`${system}: series grow with entities, never with events`, () => {
    hold(events, (given) => laws.growsSeriesWithEntitiesOnly(make, given))
  })
}

test('an offset never changes the instant', () => {
  hold(instantCase, ({ micros, offset }) => laws.keepsTheInstant(micros, offset), { runs: 2000 })
})

test('a value comes back from another unit', () => {
  hold(conversionCase, ({ quantity, ...values }) => laws.convertsThereAndBack(quantity, values), { runs: 3000 })
})
