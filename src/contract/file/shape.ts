import { z } from 'zod'

/** Short forms by schema, so that the JSON Schema can offer both. */
export const shortForms = new WeakMap<object, z.ZodType>()

/** A map with known keys only. Its unknown-key issue carries the known keys as its message, separated by spaces. */
export function shape<T extends z.ZodRawShape>(keys: T) {
  return z.strictObject(keys, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(keys).join(' ') : undefined),
  })
}

/** A map whose values may be left empty (`area:` for `area: {}`). */
export function sparse<T extends z.ZodRawShape>(keys: T) {
  const full = shape(keys)
  const schema = z.preprocess((value) => value ?? {}, full)
  shortForms.set(schema, z.null())
  return schema
}

/** A map that may be written as the value of one of its keys: `cadence: 1m` for `cadence: { every: 1m }`. */
export function shortened<T extends z.ZodRawShape>(key: string, short: z.ZodType, keys: T) {
  const full = shape(keys)
  const schema = z.preprocess((value) => (typeof value === 'object' && value !== null ? value : { [key]: value }), full)
  shortForms.set(schema, short)
  return schema
}

/** A map from names of the author's own choice. */
export function named<T extends z.ZodType>(value: T) {
  return z.record(z.string(), value)
}
