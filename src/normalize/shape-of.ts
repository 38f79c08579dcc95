import type { Measurement } from '../contract/model.ts'
import type { FieldShape, PointShape } from './shape.ts'

/** What a normalizer needs of a contract's measurement. */
export function shapeOf({ key, tags, fields }: Measurement): PointShape {
  const shapes: Record<string, FieldShape> = {}
  for (const field of fields) {
    shapes[field.key] = field.unit === undefined ? { type: field.type } : { type: field.type, unit: field.unit }
  }
  return { measurement: key, tags: tags.map((tag) => tag.key), fields: shapes }
}
