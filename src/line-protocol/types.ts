/** The five field types of InfluxDB 2.x. */
export type FieldType = 'float' | 'integer' | 'unsigned' | 'string' | 'boolean'

/** A field value with its type: int64 and uint64 are bigint, exact. */
export type FieldValue =
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'integer'; readonly value: bigint }
  | { readonly type: 'unsigned'; readonly value: bigint }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'boolean'; readonly value: boolean }

/** A point: tags and fields in the order in which they were given. */
export interface Point {
  readonly measurement: string
  readonly tags: readonly (readonly [key: string, value: string])[]
  readonly fields: readonly (readonly [key: string, value: FieldValue])[]
  /** Nanoseconds since the epoch; absent: the server stamps it. */
  readonly time?: bigint
}

/** Timestamp precisions of POST /api/v2/write. */
export type Precision = 'ns' | 'us' | 'ms' | 's'
