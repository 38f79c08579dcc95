import type { PointShape } from '../shape.ts'

/** The attributes that rules read of an entity that is no weather, but for those that a shape declares as `attr_*` fields. */
const names = [
  'confidence',
  'device_class',
  'friendly_name',
  'probability',
  'state_class',
  'unit_of_measurement',
] as const

/** Of an entity's attributes, those that rules read; of its other attributes a state change may have those of an event before. */
export type ReadAttributes = { readonly [Name in (typeof names)[number]]?: unknown }

/** What begins the name of a field that holds the attribute of the name after it. */
export const attributePrefix = 'attr_'

/** Makes the test whether a rule reads an attribute of an entity. */
export function createIsRead({ fields }: PointShape): (attribute: string, entity: { domain: string }) => boolean {
  const read: Set<string> = new Set(names)
  for (const key of Object.keys(fields))
    if (key.startsWith(attributePrefix)) read.add(key.slice(attributePrefix.length))
  return (attribute, { domain }) => domain === 'weather' || read.has(attribute)
}
