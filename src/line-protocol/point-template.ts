import { encodeName, type NamePart } from './encoded-name.ts'
import { bytesOfText } from './text.ts'
import type { Point } from './types.ts'

/**
 * What points of one measurement have in common, encoded once: they come with few different lists of tag and field keys, and with few
 * distinct tag values.
 */
export interface PointTemplate {
  readonly measurement: Uint8Array
  readonly tagKeys: readonly string[]
  /** `,tag=value` by value, for each tag. */
  readonly tagSegments: readonly Map<string, Uint8Array>[]
  readonly fieldKeys: readonly string[]
  /** ` first=` and `,next=`, for each field. */
  readonly fieldSegments: readonly Uint8Array[]
  /** Size in bytes of the longest escaped field key. */
  readonly longestFieldKey: number
}

const maxMeasurements = 1000
const maxVariants = 16
const maxTagSegments = 50_000
const maxKeptLength = 128
const templates = new Map<string, PointTemplate[]>()
let keptTagSegments = 0

/** The template of a point; undefined where its measurement or one of its keys breaks a rule, or a key stands twice. */
export function templateOf(point: Point): PointTemplate | undefined {
  const variants = templates.get(point.measurement)
  // Stryker disable all: a template that is found again saves time and gives the bytes of a new one; that another's is not taken, haveKeys sees to
  if (variants !== undefined) {
    for (const variant of variants) {
      if (haveKeys(point.fields, variant.fieldKeys) && haveKeys(point.tags, variant.tagKeys)) return variant
    }
  }
  const made = makeTemplate(point)
  if (made !== undefined && point.measurement.length <= maxKeptLength) keep(point.measurement, made)
  // Stryker restore all
  return made
}

// Stryker disable all: what is kept saves time and changes no byte
function keep(measurement: string, template: PointTemplate): void {
  const variants = templates.get(measurement) ?? []
  if (templates.size >= maxMeasurements) templates.clear()
  if (variants.length >= maxVariants) variants.pop()
  variants.unshift(template)
  templates.set(measurement, variants)
}
// Stryker restore all

/** `,tag=value` of the tag at `index`; undefined where the value breaks a rule. */
export function tagSegment(template: PointTemplate, index: number, value: string): Uint8Array | undefined {
  const segments = template.tagSegments[index]
  const known = segments?.get(value)
  if (known !== undefined || segments === undefined) return known
  const { raw, rule } = encodeName('tagValue', value)
  if (rule !== undefined) return undefined
  const key = encodeName('tagKey', template.tagKeys[index] ?? '').raw
  const made = Buffer.concat([key, raw])
  // Stryker disable all: what is kept saves time and changes no byte
  if (value.length <= maxKeptLength) {
    if (keptTagSegments++ >= maxTagSegments) {
      templates.clear()
      keptTagSegments = 0
    }
    segments.set(value, made)
  }
  // Stryker restore all
  return made
}

type Keyed = readonly (readonly [key: string, value: unknown])[]

function haveKeys(entries: Keyed, keys: readonly string[]): boolean {
  if (entries.length !== keys.length) return false
  for (let index = 0; index < keys.length; index++) if (entries[index]?.[0] !== keys[index]) return false
  return true
}

function makeTemplate({ measurement, tags, fields }: Point): PointTemplate | undefined {
  const name = encodeName('measurement', measurement)
  const tagKeys = tags.map(([key]) => key)
  const fieldKeys = fields.map(([key]) => key)
  const fieldPart = (index: number): NamePart => (index === 0 ? 'firstFieldKey' : 'fieldKey')
  const names = [name, ...tagKeys.map((key) => encodeName('tagKey', key))]
  const fieldNames = fieldKeys.map((key, index) => encodeName(fieldPart(index), key))
  const isBroken = [...names, ...fieldNames].some(({ rule }) => rule !== undefined)
  if (isBroken || fields.length === 0 || hasDuplicates(tagKeys) || hasDuplicates(fieldKeys)) return undefined
  return {
    measurement: name.raw,
    tagKeys,
    tagSegments: tagKeys.map(() => new Map()),
    fieldKeys,
    fieldSegments: fieldNames.map(({ raw }) => raw),
    longestFieldKey: Math.max(...fieldNames.map(({ escaped }) => bytesOfText(escaped).length)),
  }
}

function hasDuplicates(keys: readonly string[]): boolean {
  return new Set(keys).size < keys.length
}
