import { findUnit, type Quantity, type Unit, unitName } from './table.ts'

/** Converts a value of one unit into another. */
export type Conversion = (value: number) => number

/**
 * The conversion between two units of a quantity; undefined where either is not a unit of it. The same unit on both
 * sides changes no bit. To Beaufort the result is a whole number, which does not convert back.
 */
export function conversion(
  quantity: Quantity,
  units: { readonly from: string; readonly to: string },
): Conversion | undefined {
  const from = findUnit(quantity, units.from)
  const to = findUnit(quantity, units.to)
  if (from === undefined || to === undefined) return undefined
  if (unitName(units.from) === unitName(units.to)) return (value) => value
  return (value) => fromFirst(to, toFirst(from, value))
}

function toFirst(unit: Unit, value: number): number {
  const base = unit.exponent === 1 ? value + unit.shift : Math.max(value, 0) ** unit.exponent
  return (base * unit.multiply) / unit.divide
}

function fromFirst(unit: Unit, value: number): number {
  const base = (value * unit.divide) / unit.multiply
  if (unit.exponent !== 1) return Math.round(Math.max(base, 0) ** (1 / unit.exponent))
  return base - unit.shift
}
