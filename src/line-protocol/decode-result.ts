import type { SeriesPoint } from './server/point.ts'
import type { ServerRule } from './server/refusal.ts'
import type { StrictRule } from './strict/rules.ts'
import type { Precision } from './types.ts'

/** A point as the server stores it. */
export interface DecodedPoint extends SeriesPoint {
  /** 1-based number of the line on which it starts; a string value may hold newlines. */
  readonly line: number
}

/** A line that was not decoded. */
export interface DecodeError {
  /** 1-based position at which the reader gave up; the column counts characters as an editor does (UTF-16 units). */
  readonly line: number
  readonly column: number
  readonly rule: ServerRule | StrictRule
  /** The line without leading blanks. */
  readonly text: string
  /** In the server's words where the server refuses the line. */
  readonly reason: string
  /**
   * `parse`: the server answers the whole request 400 and stores nothing. `storage`: 500, after points before it may have been stored.
   * `crash`: the server process ends. `strict`: the server accepts the line; it should not be written.
   */
  readonly kind: 'parse' | 'storage' | 'crash' | 'strict'
  /** The server's text for this line, well-formed; the texts of all lines of a request are joined by newlines. */
  readonly message: string
}

export interface Decoded {
  readonly points: readonly DecodedPoint[]
  readonly errors: readonly DecodeError[]
}

export interface DecodeOptions {
  /** Unit of the times in the input; `ns` by default. */
  readonly precision?: Precision
  /**
   * `server` (default): what InfluxDB 2.7 to 2.9 accept, as they read it. `strict`: only what one should write, that is what those servers
   * neither refuse nor lose nor read differently from the published grammar.
   */
  readonly mode?: 'server' | 'strict'
}
