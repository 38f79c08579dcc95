import { expect, test } from 'vitest'
import type { JsonRecord } from '../record.ts'
import { isNumericEntity } from './numeric-entity.ts'

type Case = readonly [domain: string, deviceClass: string | undefined, attributes: JsonRecord, numeric: boolean]

const cases: readonly Case[] = [
  ['number', undefined, {}, true],
  ['input_number', 'enum', {}, true],
  ['counter', undefined, {}, true],
  ['sensor', undefined, {}, false],
  ['sensor', undefined, { unit_of_measurement: 'W' }, true],
  ['sensor', undefined, { unit_of_measurement: '' }, true],
  ['sensor', undefined, { state_class: 'measurement' }, true],
  ['sensor', 'power', {}, false],
  ['sensor', 'power', { unit_of_measurement: null, state_class: 5 }, false],
  ['sensor', 'power', { unit_of_measurement: 'W' }, true],
  ['sensor', 'date', { unit_of_measurement: 'W' }, false],
  ['sensor', 'enum', { state_class: 'measurement' }, false],
  ['sensor', 'timestamp', { unit_of_measurement: 's' }, false],
  ['input_text', undefined, { unit_of_measurement: '°C' }, false],
  ['binary_sensor', undefined, { state_class: 'measurement' }, false],
]
for (const [domain, deviceClass, attributes, numeric] of cases) {
  const what = `${domain} of ${deviceClass ?? 'no class'} with ${JSON.stringify(attributes)}`
  test(`${what} is ${numeric ? 'a number' : 'text'}`, () => {
    expect(isNumericEntity(domain, { deviceClass, attributes })).toBe(numeric)
  })
}
