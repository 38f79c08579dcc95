import fc from 'fast-check'
import { encodePoint } from '../../../line-protocol/encode.ts'
import { fieldValue, name } from '../../../line-protocol/laws/arbitraries.ts'
import type { FieldValue, Point } from '../../../line-protocol/types.ts'

/** Names of Flux's own columns: a tag that has one of them hides the column, or is hidden by it. */
const ofFlux = new Set(['_start', '_stop', '_time', '_value'])

const time = fc.oneof(
  fc.bigInt({ min: 1_700_000_000_000_000_000n, max: 1_700_000_010_000_000_000n }),
  fc.integer({ min: 1_700_000_000, max: 1_700_000_010 }).map((seconds) => BigInt(seconds) * 1_000_000_000n),
  fc.bigInt({ min: -2_000_000_000_000_000_000n, max: 7_000_000_000_000_000_000n }),
)

/** Points that a server stores as given and shows in Flux as stored, times of 1906 to 2191. */
export const storablePoint: fc.Arbitrary<Point> = fc
  .record({
    measurement: name,
    tags: fc.uniqueArray(fc.tuple(name, name), { maxLength: 3, selector: ([key]) => key }),
    fields: fc.uniqueArray(fc.tuple(name, fieldValue), { minLength: 1, maxLength: 3, selector: ([key]) => key }),
    time,
  })
  .filter((point) => encodePoint(point).ok && !point.tags.some(([key]) => ofFlux.has(key)))

/** Field values that a server stores as given. */
export const storableValue: fc.Arbitrary<FieldValue> = fieldValue.filter(
  (value) => encodePoint({ measurement: 'm', tags: [], fields: [['f', value]] }).ok,
)
