import { expect, test } from 'vitest'
import { domainOf, isEntityId } from './entity-id.ts'

const valid = ['sensor.a', 'a.b', '3d.4', 'binary_sensor.front_door_2', `${'d'.repeat(64)}.x`, `a.${'x'.repeat(253)}`]
for (const id of valid) test(`accepts ${id.slice(0, 30)}`, () => expect(isEntityId(id)).toBe(true))

const invalid = [
  '',
  'a',
  '.a',
  'a.',
  'a.b.c',
  'A.b',
  'a.B',
  '_a.b',
  'a_.b',
  'a._b',
  'a.b_',
  'a__b.c',
  'a.b__c',
  'a.ü',
  'a b.c',
  `${'d'.repeat(65)}.x`,
  `a.${'x'.repeat(254)}`,
  'a.b\n',
]
for (const id of invalid) test(`refuses ${JSON.stringify(id.slice(0, 30))}`, () => expect(isEntityId(id)).toBe(false))

test('the domain stands before the point', () => expect(domainOf('sensor.a')).toBe('sensor'))
