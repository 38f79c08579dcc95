import { expect, test } from 'vitest'
import { booleanState } from './boolean-state.ts'

test('on and off are truths of the domains that have nothing else', () => {
  for (const domain of [
    'binary_sensor',
    'switch',
    'light',
    'fan',
    'input_boolean',
    'automation',
    'script',
    'update',
    'siren',
    'remote',
    'humidifier',
    'calendar',
    'group',
    'schedule',
  ]) {
    expect([booleanState(domain, 'on'), booleanState(domain, 'off')]).toEqual([true, false])
    for (const state of ['1', 'yes', 'true', 'ON', 'unavailable']) expect(booleanState(domain, state)).toBeUndefined()
  }
})

test('on is text where it is one state of many', () => {
  for (const domain of ['sensor', 'select', 'input_select', 'media_player', 'climate', 'water_heater', 'toString']) {
    expect(booleanState(domain, 'on')).toBeUndefined()
  }
})

const pairs: readonly (readonly [domain: string, yes: string, no: string])[] = [
  ['lock', 'locked', 'unlocked'],
  ['cover', 'open', 'closed'],
  ['valve', 'open', 'closed'],
  ['sun', 'above_horizon', 'below_horizon'],
  ['person', 'home', 'not_home'],
  ['device_tracker', 'home', 'not_home'],
]
for (const [domain, yes, no] of pairs) {
  test(`${yes} of ${domain} is true, ${no} is false, and what is between is text`, () => {
    expect([booleanState(domain, yes), booleanState(domain, no)]).toEqual([true, false])
    for (const state of ['on', 'off', 'opening', 'jammed', 'Work', '']) {
      expect(booleanState(domain, state)).toBeUndefined()
    }
  })
}
