import { expect, test } from 'vitest'
import { conversion } from './convert.ts'
import { defaultUnits, findUnit, type Quantity, quantityOfUnit, unitNames } from './table.ts'

/** What one of each unit is in the first unit of its quantity, by the definitions of the units. */
const definitions: Readonly<Record<Quantity, Readonly<Record<string, number>>>> = {
  temperature: { '°C': 1, '°F': -31 / 1.8, K: -272.15 },
  temperature_delta: { '°C': 1, '°F': 1 / 1.8, K: 1 },
  energy: {
    ...{ kWh: 1, mWh: 1e-6, Wh: 1e-3, MWh: 1e3, GWh: 1e6, TWh: 1e9 },
    ...{ J: 1 / 3.6e6, kJ: 1 / 3600, MJ: 1 / 3.6, GJ: 1000 / 3.6 },
    ...{ cal: 4.184 / 3.6e6, kcal: 4.184 / 3600, Mcal: 4.184 / 3.6, Gcal: 4184 / 3.6 },
  },
  power: { W: 1, mW: 1e-3, kW: 1e3, MW: 1e6, GW: 1e9, TW: 1e12, 'BTU/h': 0.29307107 },
  pressure: {
    ...{ hPa: 1, mPa: 1e-5, Pa: 0.01, kPa: 10, MPa: 10_000, mbar: 1, cbar: 10, bar: 1000 },
    ...{ inHg: 33.86389, mmHg: 1.333224, psi: 68.94757, 'inH₂O': 2.490889, inH2O: 2.490889 },
  },
  speed: { 'm/s': 1, 'km/h': 1 / 3.6, mph: 0.44704, kn: 1852 / 3600, 'ft/s': 0.3048, 'mm/s': 1e-3, Beaufort: 0.836 },
  length: { m: 1, mm: 1e-3, cm: 0.01, km: 1000, in: 0.0254, ft: 0.3048, yd: 0.9144, mi: 1609.344, nmi: 1852 },
  precipitation: { mm: 1, cm: 10, in: 25.4 },
  volume: {
    ...{ 'm³': 1, L: 1e-3, mL: 1e-6, gal: 231 * 0.0254 ** 3, 'fl. oz.': (231 * 0.0254 ** 3) / 128 },
    ...{ 'ft³': 0.3048 ** 3, CCF: 100 * 0.3048 ** 3 },
  },
  mass: { g: 1, µg: 1e-6, mg: 1e-3, kg: 1000, oz: 28.349523125, lb: 453.59237, st: 14 * 453.59237 },
  voltage: { V: 1, µV: 1e-6, mV: 1e-3, kV: 1000, MV: 1e6 },
  current: { A: 1, mA: 1e-3 },
}

for (const [quantity, units] of Object.entries(definitions) as [Quantity, Record<string, number>][]) {
  test(`the units of ${quantity} are those that are defined`, () => {
    expect(unitNames[quantity]).toEqual(Object.keys(units))
    const [first] = Object.keys(units)
    expect(defaultUnits[quantity]).toBe(first)
  })

  for (const [unit, size] of Object.entries(units)) {
    test(`one ${unit} of ${quantity} is ${size} ${defaultUnits[quantity]}`, () => {
      const there = conversion(quantity, { from: unit, to: defaultUnits[quantity] })
      const back = conversion(quantity, { from: defaultUnits[quantity], to: unit })
      expect((there?.(1) ?? Number.NaN) / size).toBeCloseTo(1, 9)
      expect(back?.(there?.(7) ?? Number.NaN)).toBeCloseTo(7, 6)
      expect(quantityOfUnit(unit)).toBe(ambiguous[`${quantity} ${unit}`] ?? quantity)
    })
  }
}

/** Units of two quantities mean the first of them. */
const ambiguous: Readonly<Record<string, Quantity>> = {
  'temperature_delta °C': 'temperature',
  'temperature_delta °F': 'temperature',
  'temperature_delta K': 'temperature',
  'precipitation mm': 'length',
  'precipitation cm': 'length',
  'precipitation in': 'length',
}

test('no wind is no negative wind', () => {
  expect(conversion('speed', { from: 'm/s', to: 'Beaufort' })?.(-3)).toBe(0)
  expect(conversion('speed', { from: 'Beaufort', to: 'm/s' })?.(-3)).toBe(0)
})

test('the same unit changes no bit, in either spelling', () => {
  expect(conversion('mass', { from: '\u03bcg', to: '\u00b5g' })?.(0.1 + 0.2)).toBe(0.1 + 0.2)
  expect(conversion('temperature', { from: 'K', to: 'K' })?.(0.1)).toBe(0.1)
})

test('a name that is no unit is none of any quantity', () => {
  for (const name of ['', '%', 'toString', 'f', 'kw']) {
    expect(quantityOfUnit(name)).toBeUndefined()
    expect(findUnit('power', name)).toBeUndefined()
    expect(conversion('power', { from: name, to: 'W' })).toBeUndefined()
    expect(conversion('power', { from: 'W', to: name })).toBeUndefined()
  }
})
