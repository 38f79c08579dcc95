import { findUnit, type Quantity, quantityOfUnit } from '../units/table.ts'

/** Device classes whose name is not the name of their quantity. */
const ofClass: ReadonlyMap<string, Quantity> = new Map([
  ['apparent_temperature', 'temperature'],
  ['atmospheric_pressure', 'pressure'],
  ['distance', 'length'],
  ['energy_storage', 'energy'],
  ['gas', 'volume'],
  ['precipitation', 'precipitation'],
  ['temperature_delta', 'temperature_delta'],
  ['volume_storage', 'volume'],
  ['water', 'volume'],
  ['weight', 'mass'],
  ['wind_speed', 'speed'],
] as const)

/**
 * The quantity that an entity's unit measures: by the device class where it names one that knows the unit (a
 * temperature_delta in °F has no zero point), else by the unit. Undefined for units without conversion, such as "%".
 */
export function quantityOf(unit: string, deviceClass: string | undefined): Quantity | undefined {
  const named = deviceClass === undefined ? undefined : ofClass.get(deviceClass)
  if (named !== undefined && findUnit(named, unit) !== undefined) return named
  // Kelvin without a temperature's device class is the colour of a lamp.
  return unit === 'K' && deviceClass !== 'temperature' ? undefined : quantityOfUnit(unit)
}
