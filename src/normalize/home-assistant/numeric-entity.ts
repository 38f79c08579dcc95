import type { ReadAttributes } from './read-attributes.ts'

/** Domains whose state is a number by definition. */
const numericDomains: ReadonlySet<string> = new Set(['number', 'input_number', 'counter'])
/** Sensor device classes whose state is text, whatever it looks like. */
const textClasses: ReadonlySet<string> = new Set(['date', 'enum', 'timestamp'])

/**
 * True where the state of an entity is a number: number, input_number and counter always; a sensor with a unit or a
 * state class, unless its device class is date, enum or timestamp. A sensor that has neither may say "1" today and
 * "one" tomorrow: text.
 */
export function isNumericEntity(
  domain: string,
  options: { deviceClass: string | undefined; attributes: ReadAttributes },
): boolean {
  if (numericDomains.has(domain)) return true
  if (domain !== 'sensor') return false
  if (options.deviceClass !== undefined && textClasses.has(options.deviceClass)) return false
  const { unit_of_measurement: unit, state_class: stateClass } = options.attributes
  return typeof unit === 'string' || typeof stateClass === 'string'
}
