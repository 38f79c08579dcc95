/** A kind of measure whose units convert into each other. */
export type Quantity =
  | 'temperature'
  | 'temperature_delta'
  | 'energy'
  | 'power'
  | 'pressure'
  | 'speed'
  | 'length'
  | 'precipitation'
  | 'volume'
  | 'mass'
  | 'voltage'
  | 'current'

/** To the quantity's first unit: (value + shift) · multiply / divide. Two factors keep 1284533 Wh at 1284.533 kWh. */
export interface Unit {
  readonly quantity: Quantity
  readonly shift: number
  readonly multiply: number
  readonly divide: number
  /** Beaufort: v = multiply · B^exponent. 1 for every other unit. */
  readonly exponent: number
}

type Row = readonly [name: string, multiply: number, divide?: number, shift?: number, exponent?: number]

/** Exact factors of each unit; the first unit of a quantity is the one that values are converted to by default. */
const rows: Readonly<Record<Quantity, readonly Row[]>> = {
  temperature: [
    ['°C', 1],
    ['°F', 1, 1.8, -32],
    ['K', 1, 1, -273.15],
  ],
  // A difference has no zero point: ratio only.
  temperature_delta: [
    ['°C', 1],
    ['°F', 1, 1.8],
    ['K', 1],
  ],
  energy: [
    ['kWh', 1],
    ['mWh', 1, 1e6],
    ['Wh', 1, 1000],
    ['MWh', 1000],
    ['GWh', 1e6],
    ['TWh', 1e9],
    ['J', 1, 3.6e6],
    ['kJ', 1, 3600],
    ['MJ', 1, 3.6],
    ['GJ', 1000, 3.6],
    ['cal', 4.184, 3.6e6],
    ['kcal', 4.184, 3600],
    ['Mcal', 4.184, 3.6],
    ['Gcal', 4184, 3.6],
  ],
  power: [
    ['W', 1],
    ['mW', 1, 1000],
    ['kW', 1000],
    ['MW', 1e6],
    ['GW', 1e9],
    ['TW', 1e12],
    ['BTU/h', 0.29307107],
  ],
  pressure: [
    ['hPa', 1],
    ['mPa', 1, 1e5],
    ['Pa', 1, 100],
    ['kPa', 10],
    ['MPa', 10_000],
    ['mbar', 1],
    ['cbar', 10],
    ['bar', 1000],
    ['inHg', 33.86389],
    ['mmHg', 1.333224],
    ['psi', 68.94757],
    ['inH₂O', 2.490889],
    ['inH2O', 2.490889],
  ],
  speed: [
    ['m/s', 1],
    ['km/h', 1, 3.6],
    ['mph', 0.44704],
    ['kn', 1852, 3600],
    ['ft/s', 0.3048],
    ['mm/s', 1, 1000],
    ['Beaufort', 0.836, 1, 0, 1.5],
  ],
  length: [
    ['m', 1],
    ['mm', 1, 1000],
    ['cm', 1, 100],
    ['km', 1000],
    ['in', 0.0254],
    ['ft', 0.3048],
    ['yd', 0.9144],
    ['mi', 1609.344],
    ['nmi', 1852],
  ],
  // Rain is a length that everybody measures in millimetres.
  precipitation: [
    ['mm', 1],
    ['cm', 10],
    ['in', 25.4],
  ],
  volume: [
    ['m³', 1],
    ['L', 1, 1000],
    ['mL', 1, 1e6],
    ['gal', 0.003785411784],
    ['fl. oz.', 0.003785411784, 128],
    ['ft³', 0.028316846592],
    ['CCF', 2.8316846592],
  ],
  mass: [
    ['g', 1],
    ['µg', 1, 1e6],
    ['mg', 1, 1000],
    ['kg', 1000],
    ['oz', 453.59237, 16],
    ['lb', 453.59237],
    ['st', 6350.29318],
  ],
  voltage: [
    ['V', 1],
    ['µV', 1, 1e6],
    ['mV', 1, 1000],
    ['kV', 1000],
    ['MV', 1e6],
  ],
  current: [
    ['A', 1],
    ['mA', 1, 1000],
  ],
}

/** Every quantity with the unit that its values are converted to unless a contract says otherwise. */
export const defaultUnits: Readonly<Record<Quantity, string>> = Object.fromEntries(
  Object.entries(rows).map(([quantity, [first]]) => [quantity, first?.[0] ?? '']),
) as Record<Quantity, string>

/** Every quantity with the names of its units. */
export const unitNames: Readonly<Record<Quantity, readonly string[]>> = Object.fromEntries(
  Object.entries(rows).map(([quantity, list]) => [quantity, list.map(([name]) => name)]),
) as unknown as Record<Quantity, readonly string[]>

const byQuantity = new Map<Quantity, Map<string, Unit>>()
const quantityOf = new Map<string, Quantity>()
for (const [quantity, list] of Object.entries(rows) as [Quantity, readonly Row[]][]) {
  const units = new Map<string, Unit>()
  for (const [name, multiply, divide = 1, shift = 0, exponent = 1] of list) {
    units.set(name, { quantity, multiply, divide, shift, exponent })
    if (!quantityOf.has(name)) quantityOf.set(name, quantity)
  }
  byQuantity.set(quantity, units)
}

/** The quantity that a unit measures, or undefined; °C, °F and K mean a temperature, not a difference. Case matters. */
export function quantityOfUnit(unit: string): Quantity | undefined {
  return quantityOf.get(unitName(unit))
}

/** A unit of a quantity, or undefined. Case matters: mW is not MW. */
export function findUnit(quantity: Quantity, unit: string): Unit | undefined {
  const units = byQuantity.get(quantity)
  return units?.get(unit) ?? units?.get(unitName(unit))
}

/** The one spelling of a unit: both micro signs (U+03BC and U+00B5) occur in the wild. */
export function unitName(unit: string): string {
  return unit.replaceAll('\u03bc', '\u00b5')
}
