/** Why an event gives no point. Every dropped event has exactly one of these. */
export const dropReasons = [
  'not json',
  'not an event',
  'not a state change',
  'entity removed',
  'invalid entity id',
  'no state',
  'empty state',
  'state unavailable',
  'invalid time',
  'unknown record type',
  'invalid id',
  'missing value',
  'invalid value',
  'out of range',
  'invalid period',
  'no fields',
  'not declared',
] as const

/** Why an event gives no point. */
export type DropReason = (typeof dropReasons)[number]

/** Why one value of an event that gave a point is not in that point. */
export type OmitReason =
  | 'null'
  | 'not finite'
  | 'not a number'
  | 'wrong type'
  | 'unknown unit'
  | 'no unit'
  | 'stale'
  | 'not in vocabulary'

/**
 * What was done with one value of an event, beyond copying it. `key` is the tag or field of the point.
 * Decisions may be shared between events: treat them as frozen.
 */
export type Decision =
  /** Changed on purpose: a unit, a clamp, a cleaned text. `from` and `to` say what, in words or units. */
  | {
      readonly kind: 'converted'
      readonly rule: string
      readonly key: string
      readonly from: string
      readonly to: string
    }
  /** Left out of the point. */
  | { readonly kind: 'omitted'; readonly rule: string; readonly key: string; readonly reason: OmitReason }
