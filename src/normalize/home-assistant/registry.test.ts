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

test('says what a registry file must be', () => {
  expect(() => parseRegistry({ entities: 'x' })).toThrow(
    /read the device registry.*a list of objects in "entities".*something else/s,
  )
  expect(() => parseRegistry([])).toThrow('an object with the lists devices, entities and areas')
  expect(() => parseRegistry({ entities: [{}] })).toThrow('an entity_id in every entity')
  expect(() => parseRegistry(5)).toThrow('config/device_registry/list')
})

test('a device gives its names, area and make; what an entity says of itself wins', () => {
  const device = {
    ...{ id: 'd', name: 'Plug', name_by_user: null, area_id: 'hall', manufacturer: 'Shelly', model: 'S1' },
    sw_version: '1.2',
  }
  const links = parseRegistry({
    areas: [{ area_id: 'hall', name: 'The Hall' }],
    devices: [device],
    entities: [
      { entity_id: 'switch.a', device_id: 'd', platform: 'shelly', entity_category: 'config' },
      { entity_id: 'switch.b', device_id: 'd', area_id: 'attic', platform: '' },
      { entity_id: 'switch.c', device_id: 'gone' },
      { entity_id: 'switch.d', area_id: 'null', device_id: null },
    ],
  })
  const make = { manufacturer: 'Shelly', model: 'S1', swVersion: '1.2' }
  expect(Object.fromEntries(links)).toEqual({
    'switch.a': {
      ...{ deviceId: 'd', deviceName: 'Plug', areaId: 'hall', area: 'the_hall', integration: 'shelly' },
      ...{ category: 'config', ...make },
    },
    'switch.b': { deviceId: 'd', deviceName: 'Plug', areaId: 'attic', area: 'attic', ...make },
    'switch.c': { deviceId: 'gone' },
    'switch.d': {},
  })
})

test('the registry may be empty', () => {
  expect(parseRegistry({}).size).toBe(0)
  expect(parseRegistry({ devices: null, areas: undefined, entities: [] }).size).toBe(0)
})
