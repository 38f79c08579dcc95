import { blank } from './grammar.ts'
import { lineEnd } from './server/line-end.ts'
import { readPoint, type SeriesPoint } from './server/point.ts'
import { isRefusal } from './server/refusal.ts'
import { binaryOf, bytesOfText, textOfBinary } from './text.ts'
import type { Precision } from './types.ts'

/** A point as the server stores it. */
export interface DecodedPoint extends SeriesPoint {
  /** 1-based number of the line on which it starts; a string value may hold newlines. */
  readonly line: number
}

/** A line that the server refuses. */
export interface DecodeError {
  /** 1-based number of the line on which it starts. */
  readonly line: number
  /** The line without leading blanks. */
  readonly text: string
  /** In the server's words. */
  readonly reason: string
  /**
   * `parse`: the whole request is answered 400 and nothing is stored. `storage`: 500, after the points before it may have been stored.
   * `crash`: the server process ends.
   */
  readonly kind: 'parse' | 'storage' | 'crash'
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
}

/**
 * Decodes line protocol exactly as InfluxDB 2.7 to 2.9 parse it. Bytes that are not UTF-8 appear as lone surrogates (text.ts). Fields
 * are in the order given; a key given twice appears twice (the server lets the last win), and an unreadable value of zero bytes is left out.
 */
export function decode(input: Uint8Array | string, options: DecodeOptions = {}): Decoded {
  const precision = options.precision ?? 'ns'
  const bytes = typeof input === 'string' ? bytesOfText(input) : input
  const points: DecodedPoint[] = []
  const errors: DecodeError[] = []
  let line = 1
  for (let start = 0; start < bytes.length; ) {
    const end = lineEnd(bytes, start)
    let from = start
    while (from < end && blank.has(bytes[from] ?? 0)) from++
    if (from < end && bytes[from] !== 0x23) {
      const text = binaryOf(bytes, from, bytes[end - 1] === 0x0a ? end - 1 : end)
      const result = readPoint(text, precision)
      if (isRefusal(result)) errors.push(errorOf({ line, text: textOfBinary(text), ...result }))
      else points.push({ ...result, line })
    }
    line += newlines(bytes, start, end + 1)
    start = end + 1
  }
  return { points, errors }
}

function errorOf({ line, text, reason, kind }: Omit<DecodeError, 'message'>): DecodeError {
  const message =
    kind === 'parse'
      ? `unable to parse '${text}': ${reason}`
      : `unexpected error writing points to database: engine: ${reason}`
  return { line, text, reason, kind, message: message.toWellFormed() }
}

function newlines(bytes: Uint8Array, from: number, to: number): number {
  let count = 0
  for (let at = bytes.indexOf(0x0a, from); at !== -1 && at < to; at = bytes.indexOf(0x0a, at + 1)) count++
  return count
}
