/** The statements and expressions of InfluxQL that the server answers (influxql v1.1, as in InfluxDB 2.7 to 2.9). */
export type Expression =
  | { readonly kind: 'number'; readonly value: number; readonly integer?: bigint }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** Nanoseconds. */
  | { readonly kind: 'duration'; readonly value: bigint }
  | { readonly kind: 'regex'; readonly value: RegExp }
  | { readonly kind: 'reference'; readonly name: string; readonly cast?: 'tag' | 'field' }
  | { readonly kind: 'wildcard'; readonly only?: 'tag' | 'field' }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }

/** What stands behind FROM: a name or a regular expression, with the database and policy where they are given. */
export interface Source {
  readonly database?: string
  readonly policy?: string
  readonly measurement: string | RegExp
}

export type Fill =
  | { readonly kind: 'null' }
  | { readonly kind: 'none' }
  | { readonly kind: 'previous' }
  | { readonly kind: 'linear' }
  | { readonly kind: 'number'; readonly value: number }

export interface SelectStatement {
  readonly kind: 'select'
  readonly columns: readonly { readonly expression: Expression; readonly alias?: string }[]
  readonly sources: readonly Source[]
  readonly where?: Expression
  readonly groupTags: readonly (string | RegExp | '*')[]
  readonly groupTime?: { readonly every: bigint; readonly offset: bigint }
  readonly fill: Fill
  readonly descending: boolean
  readonly limit?: number
  readonly offset?: number
  readonly seriesLimit?: number
  readonly seriesOffset?: number
}

export type ShowSubject =
  | 'databases'
  | 'retention policies'
  | 'measurements'
  | 'tag keys'
  | 'tag values'
  | 'field keys'
  | 'series'
  | 'series cardinality'
  | 'measurement cardinality'

export interface ShowStatement {
  readonly kind: 'show'
  readonly subject: ShowSubject
  readonly database?: string
  readonly sources: readonly Source[]
  /** SHOW MEASUREMENTS WITH MEASUREMENT, SHOW TAG VALUES WITH KEY: which names count. Absent: all. */
  readonly accepts?: (name: string) => boolean
  readonly where?: Expression
  readonly limit?: number
  readonly offset?: number
}

export interface DeleteStatement {
  readonly kind: 'delete'
  readonly sources: readonly Source[]
  readonly where?: Expression
}

export interface DropMeasurementStatement {
  readonly kind: 'drop measurement'
  readonly name: string
}

/** A statement that the grammar knows and the server of 2.x does not carry out. */
export interface RefusedStatement {
  readonly kind: 'refused'
  readonly name: string
}

export type Statement = SelectStatement | ShowStatement | DeleteStatement | DropMeasurementStatement | RefusedStatement
