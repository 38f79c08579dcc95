/** The rules of the server, most of them in its own words. */
export type ServerRule =
  | 'missing-measurement'
  | 'missing-tag-key'
  | 'missing-tag-value'
  | 'missing-fields'
  | 'missing-field-key'
  | 'missing-field-value'
  | 'invalid-tag-format'
  | 'invalid-field-format'
  | 'reserved-tag-key'
  | 'duplicate-tags'
  | 'max-key-length-exceeded'
  | 'unbalanced-quotes'
  | 'invalid-number'
  | 'invalid-float'
  | 'invalid-boolean'
  | 'integer-out-of-range'
  | 'field-without-value'
  | 'bad-timestamp'
  | 'time-out-of-range'
  | 'point-is-invalid'
  | 'unreadable-value'

/** Why the server refuses a line, in its own words, and where in the line. */
export interface Refusal {
  readonly rule: ServerRule
  readonly reason: string
  /** Byte offset in the line at which the server gave up. */
  readonly at: number
  /** `parse`: 400, nothing of the batch is stored. `storage`: 500. `crash`: the server process ends. */
  readonly kind: 'parse' | 'storage' | 'crash'
}

/** A refusal while parsing; its reason is the rule with blanks unless the server says more. */
export function refuse(rule: ServerRule, at: number, reason = rule.replaceAll('-', ' ')): Refusal {
  return { rule, reason, at, kind: 'parse' }
}

/** Tells a refusal from any result. */
export function isRefusal(result: object): result is Refusal {
  return 'reason' in result
}
