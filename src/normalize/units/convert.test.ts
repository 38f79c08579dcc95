import { expect, test } from 'vitest'
import { conversion } from './convert.ts'
import { defaultUnits, findUnit, type Quantity, quantityOfUnit } from './table.ts'

/** Factors of the published tables, not of ours. */
const cases: readonly [quantity: Quantity, value: number, from: string, to: string, expected: number][] = [
  ['temperature', 71.6, '°F', '°C', 22],
  ['temperature', 28.4, '°F', '°C', -2],
  ['temperature', 273.15, 'K', '°C', 0],
  ['temperature', 0, '°C', '°F', 32],
  ['temperature', -40, '°F', '°C', -40],
  ['temperature_delta', 9, '°F', '°C', 5],
  ['temperature_delta', 5, 'K', '°C', 5],
  ['energy', 1_284_533, 'Wh', 'kWh', 1284.533],
  ['energy', 5, 'mWh', 'kWh', 0.000005],
  ['energy', 2, 'MWh', 'kWh', 2000],
  ['energy', 3.6, 'MJ', 'kWh', 1],
  ['energy', 1, 'GJ', 'kWh', 277.77777777777777],
  ['energy', 3_600_000, 'J', 'kWh', 1],
  ['energy', 1, 'kcal', 'kWh', 4.184 / 3600],
  ['power', 1500, 'mW', 'W', 1.5],
  ['power', 1.5, 'MW', 'W', 1_500_000],
  ['power', 1, 'BTU/h', 'W', 0.29307107],
  ['pressure', 30.12, 'inHg', 'hPa', 1019.9803668],
  ['pressure', 101_325, 'Pa', 'hPa', 1013.25],
  ['pressure', 1, 'MPa', 'hPa', 10_000],
  ['pressure', 1, 'mPa', 'hPa', 0.00001],
  ['pressure', 1, 'psi', 'hPa', 68.94757],
  ['pressure', 1, 'mmHg', 'hPa', 1.333224],
  ['pressure', 1, 'inH2O', 'hPa', 2.490889],
  ['pressure', 1, 'cbar', 'hPa', 10],
  ['speed', 7.46, 'mph', 'm/s', 3.3349184],
  ['speed', 36, 'km/h', 'm/s', 10],
  ['speed', 1, 'kn', 'm/s', 1852 / 3600],
  ['speed', 1, 'ft/s', 'm/s', 0.3048],
  ['speed', 10, 'm/s', 'Beaufort', 5],
  ['speed', 5, 'Beaufort', 'm/s', 0.836 * 5 ** 1.5],
  ['length', 1, 'in', 'm', 0.0254],
  ['length', 1, 'mi', 'm', 1609.344],
  ['volume', 1, 'gal', 'L', 231 * 0.0254 ** 3 * 1000],
  ['volume', 1, 'ft³', 'm³', 0.028316846592],
  ['volume', 1, 'CCF', 'ft³', 100],
  ['mass', 1, 'lb', 'g', 453.59237],
  ['precipitation', 1, 'in', 'mm', 25.4],
  ['mass', 1, '\u03bcg', '\u00b5g', 1],
]
for (const [quantity, value, from, to, expected] of cases) {
  test(`${value} ${from} of ${quantity} is ${expected} ${to}`, () => {
    const result = conversion(quantity, { from, to })?.(value) ?? Number.NaN
    expect(Math.abs(result - expected)).toBeLessThan(1e-9 * Math.max(1, Math.abs(expected)))
  })
}

test('the same unit changes no bit', () => {
  expect(conversion('temperature', { from: '°C', to: '°C' })?.(0.1 + 0.2)).toBe(0.1 + 0.2)
})

test('units are told apart by case', () => {
  expect(findUnit('power', 'mW')).not.toEqual(findUnit('power', 'MW'))
  expect(findUnit('power', 'mw')).toBeUndefined()
  expect(findUnit('energy', 'Mcal')).not.toEqual(findUnit('energy', 'cal'))
})

test('there is no conversion from one quantity to another', () => {
  expect(conversion('energy', { from: 'W', to: 'kWh' })).toBeUndefined()
  expect(conversion('energy', { from: 'kWh', to: 'W' })).toBeUndefined()
})

test('a temperature unit without a device class means a temperature', () => {
  expect(quantityOfUnit('°F')).toBe('temperature')
  expect(quantityOfUnit('%')).toBeUndefined()
})

test('values are converted to the units that contracts use', () => {
  expect(defaultUnits).toMatchObject({ temperature: '°C', energy: 'kWh', power: 'W', pressure: 'hPa', speed: 'm/s' })
})
