/**
 * The line protocol of InfluxDB 2.x in one place: its named sets, words and limits. grammar.ebnf beside this file says the same as a
 * grammar. All expressions work on binary text, one character per byte; those with the flag g are used from a position.
 */

/** An unescaped comma or blank ends a measurement. */
export const measurementEnd = /(?<!\\)[, ]/g
/** An unescaped equals sign ends a tag key; a comma or blank there is a mistake. */
export const tagKeyEnd = /(?<!\\)[=, ]/g
/** An unescaped comma or blank ends a tag value; an equals sign there is a mistake. */
export const tagValueEnd = /(?<!\\)[=, ]/g
/** An unescaped equals sign ends a field key. */
export const fieldKeyEnd = /(?<!\\)=/g

/** What each part unescapes when it is stored; a backslash before anything else stands for itself. */
export const unescapes = {
  measurement: /\\([, "=])/g,
  tag: /\\([, =])/g,
  fieldKey: /\\([, "=])/g,
  string: /\\(["\\])/g,
} as const

/** What each part must escape with a backslash when it is written. */
export const escapes = {
  measurement: /[, ]/g,
  tag: /[, =]/g,
  fieldKey: /[, =]/g,
  string: /["\\]/g,
} as const

/** Bytes that the server skips before a line, before the fields and before the time. */
export const blank = new Set([0x20, 0x09, 0x00])

/** The spellings of a boolean. Others, such as `tRUE` or `1`, are refused. */
export const booleanWords: ReadonlyMap<string, boolean> = new Map([
  ...['t', 'T', 'true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['f', 'F', 'false', 'False', 'FALSE'].map((word) => [word, false] as const),
])

/** Tag keys that the server refuses, as binary text: its own names for field and measurement among them. */
export const reservedTagKeys: ReadonlySet<string> = new Set(['\xff', '\x00', '_field', '_measurement', 'time'])

/** Largest size in bytes of measurement and tags, escaped, plus 4 plus a field key. */
export const maxKeyBytes = 65_535
/** The 4 bytes that the storage engine puts between series key and field key. */
export const fieldSeparatorBytes = 4
/** Largest size in bytes of a string value, inclusive. */
export const maxStringBytes = 1_048_576

export const int64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n } as const
export const uint64 = { min: 0n, max: 2n ** 64n - 1n } as const
/** First and last time in nanoseconds, both inclusive: 1677-09-21T00:12:43.145224194Z to 2262-04-11T23:47:16.854775806Z. */
export const timeRange = { min: -(2n ** 63n) + 2n, max: 2n ** 63n - 2n } as const

/** Nanoseconds of one unit of a precision. */
export const nanosecondsOf = { ns: 1n, us: 1_000n, ms: 1_000_000n, s: 1_000_000_000n } as const
