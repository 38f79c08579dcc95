import type { FieldType, FieldValue } from '../../line-protocol/types.ts'
import type { StoredPoint } from '../storage/types.ts'

/** A point without names: measurement, tags and fields as flat lists, time, and the key of a hidden series. */
export type PackedPoint = readonly [
  measurement: string,
  tags: readonly string[],
  fields: readonly (string | FieldValue['value'])[],
  time: bigint | undefined,
  hiddenKey: string | undefined,
]

export function packPoint({ measurement, tags, fields, time, series }: StoredPoint): PackedPoint {
  const flatFields: (string | FieldValue['value'])[] = []
  for (const [key, { type, value }] of fields) flatFields.push(key, type, value)
  return [measurement, tags.flat(), flatFields, time, series?.hidden === true ? series.key : undefined]
}

export function unpackPoint([measurement, flatTags, flatFields, time, hiddenKey]: PackedPoint): StoredPoint {
  const tags: [string, string][] = []
  for (let index = 0; index < flatTags.length; index += 2) {
    tags.push([flatTags[index] ?? '', flatTags[index + 1] ?? ''])
  }
  const fields: [string, FieldValue][] = []
  for (let index = 0; index < flatFields.length; index += 3) {
    const type = flatFields[index + 1] as FieldType
    fields.push([flatFields[index] as string, { type, value: flatFields[index + 2] } as FieldValue])
  }
  return {
    measurement,
    tags,
    fields,
    ...(time !== undefined && { time }),
    ...(hiddenKey !== undefined && { series: { key: hiddenKey, measurement, tags, hidden: true } }),
  }
}
