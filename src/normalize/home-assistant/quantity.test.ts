import { expect, test } from 'vitest'
import type { Quantity } from '../units/table.ts'
import { quantityOf } from './quantity.ts'

const cases: readonly (readonly [unit: string, deviceClass: string | undefined, quantity: Quantity | undefined])[] = [
  ['°F', 'temperature', 'temperature'],
  ['°F', 'apparent_temperature', 'temperature'],
  ['°F', 'temperature_delta', 'temperature_delta'],
  ['K', 'temperature_delta', 'temperature_delta'],
  ['K', 'temperature', 'temperature'],
  ['K', 'apparent_temperature', 'temperature'],
  ['K', undefined, undefined],
  ['K', 'power', undefined],
  ['hPa', 'atmospheric_pressure', 'pressure'],
  ['km', 'distance', 'length'],
  ['Wh', 'energy_storage', 'energy'],
  ['Wh', 'energy', 'energy'],
  ['ft³', 'gas', 'volume'],
  ['kWh', 'gas', 'energy'],
  ['L', 'water', 'volume'],
  ['L', 'volume_storage', 'volume'],
  ['kg', 'weight', 'mass'],
  ['km/h', 'wind_speed', 'speed'],
  ['in', 'precipitation', 'precipitation'],
  ['in', 'distance', 'length'],
  ['in', undefined, 'length'],
  ['mm', 'toString', 'length'],
  ['W', 'temperature', 'power'],
  ['%', 'humidity', undefined],
]
for (const [unit, deviceClass, quantity] of cases) {
  test(`${unit} of ${deviceClass ?? 'no device class'} measures ${quantity ?? 'nothing that converts'}`, () => {
    expect(quantityOf(unit, deviceClass)).toBe(quantity)
  })
}

/** Where unit and device class name different quantities, the class decides if it knows the unit. */
test('a device class decides between the quantities of a unit', () => {
  expect([quantityOf('mm', 'precipitation'), quantityOf('mm', 'distance')]).toEqual(['precipitation', 'length'])
  expect([quantityOf('°C', 'temperature_delta'), quantityOf('°C', 'gas')]).toEqual(['temperature_delta', 'temperature'])
})
