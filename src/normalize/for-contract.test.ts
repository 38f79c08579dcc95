import { expect, test } from 'vitest'
import type { Contract } from '../contract/model.ts'
import { parseContract } from '../contract/parse-contract.ts'
import { UsageError } from '../errors/index.ts'
import { normalizerFor } from './for-contract.ts'
import { systemOf } from './system.ts'

function contract(name: string, measurement: string, fields = '{ v: { type: float } }'): Contract {
  const text = `
contract: 1
name: ${name}
org: o
buckets:
  b:
    retention: 30d
    measurements:
      ${measurement}: { tags: { entity_id: {} }, fields: ${fields} }
`
  const result = parseContract(text, { file: 'c.yaml', env: {}, readFlux: () => new Error('no file') })
  if (result.contract === undefined) throw new Error(JSON.stringify(result.problems))
  return result.contract
}

const event = {
  event_type: 'state_changed',
  data: { entity_id: 'sensor.a', old_state: null, new_state: { state: '5', attributes: { unit_of_measurement: 'W' } } },
  time_fired: '2026-01-15T07:31:04+00:00',
}

const cases: readonly [name: string, measurement: string, system: string | undefined][] = [
  ['energy-monitor', 'x', 'energy-monitor'],
  ['mine', 'raw_reading', 'energy-monitor'],
  ['mine', 'phm', 'gray-logic'],
  ['mine', 'session_weekly', 'pattern-aggregates'],
  ['mine', 'home_assistant_events', 'homeiq'],
  ['home-assistant', 'home_assistant_events', 'home-assistant'],
  ['mine', 'x', undefined],
]
for (const [name, measurement, system] of cases) {
  test(`a contract ${name} with ${measurement} is of ${system ?? 'no system'}`, () => {
    expect(systemOf(contract(name, measurement))).toBe(system)
  })
}

test('the contract decides on tags, fields and types', () => {
  const declared = contract('mine', 'home_assistant_events', '{ normalized_value: { type: integer } }')
  const normalizer = normalizerFor(declared)
  expect(normalizer.normalize(event)).toMatchObject({
    point: {
      measurement: 'home_assistant_events',
      tags: [['entity_id', 'sensor.a']],
      fields: [['normalized_value', { type: 'integer', value: 5n }]],
    },
  })
  expect(normalizer.bucketKeyOf('home_assistant_events')).toBe('b')
  expect(normalizer.bucketKeyOf('other')).toBeUndefined()
})

test('a home may name its measurement otherwise', () => {
  const declared = contract('mine', 'states', '{ state_value: { type: string } }')
  const outcome = normalizerFor(declared, { system: 'homeiq' }).normalize(event)
  expect(outcome).toMatchObject({
    point: { measurement: 'states', fields: [['state_value', { type: 'string', value: '5' }]] },
  })
})

test('a contract of no known system asks for one', () => {
  expect(() => normalizerFor(contract('mine', 'x'))).toThrow(UsageError)
  expect(() => normalizerFor(contract('mine', 'x'))).toThrow(/contract mine.*energy-monitor/)
})

test('a home without a measurement for events is refused', () => {
  expect(() => normalizerFor(contract('homeiq', 'x'))).toThrow(/home_assistant_events/)
})
