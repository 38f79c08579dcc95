import { expect, test } from 'vitest'
import { UsageError } from '../../errors/index.ts'
import { areaKey, parseRegistry } from './registry.ts'

const names: readonly [name: string, key: string][] = [
  ['Living Room', 'living_room'],
  ['Gärten', 'garten'],
  ['  2nd  floor! ', '2nd_floor'],
  ['Étage-1', 'etage_1'],
]
for (const [name, key] of names) test(`the area ${name} is ${key}`, () => expect(areaKey(name)).toBe(key))

test('an area that the registry does not name keeps its id', () => {
  const links = parseRegistry({ entities: [{ entity_id: 'a.b', area_id: 'attic' }] })
  expect(links.get('a.b')).toEqual({ areaId: 'attic', area: 'attic' })
})

test('a device class that people chose wins over the original', () => {
  const entity = { entity_id: 'a.b', device_class: 'power', original_device_class: 'energy' }
  expect(parseRegistry({ entities: [entity] }).get('a.b')).toEqual({ deviceClass: 'power' })
  expect(parseRegistry({ entities: [{ ...entity, device_class: null }] }).get('a.b')).toEqual({ deviceClass: 'energy' })
})

test('refuses a file of another form', () => {
  for (const content of [[], 'x', null, { entities: 'x' }, { entities: [5] }, { devices: {} }, { entities: [{}] }]) {
    expect(() => parseRegistry(content)).toThrow(UsageError)
  }
})
