/** A JSON object of unknown content. */
export type JsonRecord = { readonly [key: string]: unknown }

/** True for a JSON object: not null, not an array. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
