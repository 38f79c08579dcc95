import { expect, test } from 'vitest'
import { createKnownEntities, learn } from './known-entity.ts'

test('an entity is known once, and what is no id is none', () => {
  const { of: entityOf, known } = createKnownEntities(undefined)
  expect(known('sensor.a')).toBeUndefined()
  const entity = entityOf('sensor.a')
  expect(entity).toMatchObject({
    entityId: 'sensor.a',
    domain: 'sensor',
    deviceClass: undefined,
    friendlyName: undefined,
  })
  expect(entityOf('sensor.a')).toBe(entity)
  expect(known('sensor.a')).toBe(entity)
  expect(entityOf('Sensor.a')).toBeUndefined()
})

test('an entity keeps the first device class and friendly name that say something', () => {
  const entity = createKnownEntities(undefined).of('sensor.a')
  if (entity === undefined) throw new Error('sensor.a is an entity')
  const learned = (attributes: Record<string, unknown>) => {
    learn(entity, attributes)
    return [entity.deviceClass, entity.friendlyName]
  }
  for (const nothing of ['', 5, null, undefined, true]) {
    expect(learned({ device_class: nothing, friendly_name: nothing })).toEqual([undefined, undefined])
  }
  expect(learned({ device_class: 'power' })).toEqual(['power', undefined])
  expect(learned({ device_class: 'energy', friendly_name: 'A' })).toEqual(['power', 'A'])
  expect(learned({ device_class: 'energy', friendly_name: 'B' })).toEqual(['power', 'A'])
})

test('what is learned makes the labels anew', () => {
  const entity = createKnownEntities(undefined).of('sensor.a')
  if (entity === undefined) throw new Error('sensor.a is an entity')
  const labels = { tags: [], decisions: [], head: new Uint8Array() } as never
  for (const [attributes, kept] of [
    [{ device_class: '' }, true],
    [{ device_class: 'power' }, false],
    [{ device_class: 'energy' }, true],
    [{ friendly_name: 'A' }, false],
    [{ friendly_name: 'B' }, true],
  ] as const) {
    entity.labels = labels
    learn(entity, attributes)
    expect(entity.labels === labels).toBe(kept)
  }
})

test('the device class of the registry wins', () => {
  const entity = createKnownEntities(new Map([['sensor.a', { deviceClass: 'power' }]])).of('sensor.a')
  expect(entity?.deviceClass).toBe('power')
  if (entity !== undefined) learn(entity, { device_class: 'energy' })
  expect(entity?.deviceClass).toBe('power')
})

test('of the first 10 000 entities texts are kept', () => {
  const { of } = createKnownEntities(undefined)
  const kept = Array.from({ length: 10_002 }, (_, index) => of(`sensor.n${index}`)?.text !== undefined)
  expect(kept.lastIndexOf(true)).toBe(9_999)
  expect(kept.indexOf(false)).toBe(10_000)
})
