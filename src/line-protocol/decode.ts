import type { Decoded, DecodedPoint, DecodeError, DecodeOptions } from './decode-result.ts'
import { PlainLines } from './fast/plain-lines.ts'
import { blank } from './grammar.ts'
import { positionOf } from './line-position.ts'
import { lineEnd } from './server/line-end.ts'
import { readPoint } from './server/point.ts'
import { isRefusal } from './server/refusal.ts'
import { strictReason } from './strict/rules.ts'
import { type Finding, strictFindings } from './strict/strict-line.ts'
import { binaryOf, bytesOfText, textOfBinary } from './text.ts'
import type { Precision } from './types.ts'

const newline = 0x0a
const hash = 0x23

/** Takes points and errors one by one, in the order of their lines. */
export interface DecodeSink {
  point(point: DecodedPoint): void
  error(error: DecodeError): void
}

/**
 * Decodes line protocol. In `server` mode exactly as InfluxDB 2.7 to 2.9 parse it; in `strict` mode only what one should write, and a quote
 * that is never closed costs its own line only. Bytes that are not UTF-8 appear as lone surrogates (text.ts). Tags and fields are in
 * the order given; a field key given twice appears twice (the server lets the last win). Bad lines become errors, the others points.
 */
export function decode(input: Uint8Array | string, options: DecodeOptions = {}): Decoded {
  const points: DecodedPoint[] = []
  const errors: DecodeError[] = []
  decodeInto({ point: (point) => points.push(point), error: (error) => errors.push(error) }, input, options)
  return { points, errors }
}

/**
 * Like `decode`, without keeping anything: for bodies of any size, or for a store that takes points as they come. The faster of the two:
 * when the first points of a process are kept while they are made, V8 may take all later ones for long-lived, which costs up to two thirds.
 */
export function decodeInto(sink: DecodeSink, input: Uint8Array | string, options: DecodeOptions = {}): void {
  const { precision = 'ns', mode = 'server' } = options
  const bytes = typeof input === 'string' ? bytesOfText(input) : input
  const plain = new PlainLines(bytes, precision)
  const strict = mode === 'strict'
  let line = 1
  for (let start = 0; start < bytes.length; ) {
    const point = strict ? undefined : plain.read(start, line)
    if (point !== undefined) {
      sink.point(point)
      line += plain.newlines + 1
      start = plain.end + 1
    } else {
      const end = lineEnd(bytes, start)
      const next = new LineReader({ bytes, start, end, line, precision, strict }).read(sink) + 1
      line += newlines(bytes, start, next)
      start = next
    }
  }
}

interface Line {
  readonly bytes: Uint8Array
  /** First byte and the byte after the last one; the server takes what stands between as one line. */
  readonly start: number
  readonly end: number
  /** 1-based number of the line. */
  readonly line: number
  readonly precision: Precision
  readonly strict: boolean
}

/** Reads one line of a body. */
class LineReader {
  readonly #line: Line
  /** Offset of the first byte that is not blank. */
  readonly #from: number

  constructor(line: Line) {
    this.#line = line
    let from = line.start
    while (from < line.end && blank.has(line.bytes[from] ?? 0)) from++
    this.#from = from
  }

  /** Adds the point or the errors of the line; returns the offset of the newline after which to go on. */
  read(sink: DecodeSink): number {
    const { bytes, start, end, line, precision, strict } = this.#line
    const from = this.#from
    if (from >= end) return end
    if (bytes[from] === hash) return strict ? this.#checkComment(sink) : end
    const text = binaryOf(bytes, from, bytes[end - 1] === newline ? end - 1 : end)
    const read = readPoint(text, precision)
    if (isRefusal(read)) {
      const shown = textOfBinary(text)
      const message = read.kind === 'parse' ? `unable to parse '${shown}': ${read.reason}` : storageMessage(read.reason)
      const { rule, reason, kind } = read
      sink.error({ ...this.#position(read.at), rule, text: shown, reason, kind, message: message.toWellFormed() })
      return strict && rule === 'unbalanced-quotes' ? this.#firstNewline() : end
    }
    const findings = strict ? strictFindings(text, read) : []
    if (strict && from > start) sink.error(this.#finding({ rule: 'leading-blank', at: start - from }, text))
    for (const finding of findings) sink.error(this.#finding(finding, text))
    if (findings.length === 0 && !(strict && from > start)) sink.point({ ...read, line })
    return end
  }

  #checkComment(sink: DecodeSink): number {
    const { bytes, end } = this.#line
    const newlineAt = this.#firstNewline()
    if (newlineAt < end) {
      const text = binaryOf(bytes, this.#from, newlineAt)
      sink.error(this.#finding({ rule: 'comment-swallows-lines', at: text.indexOf('"') }, text))
    }
    return newlineAt
  }

  #firstNewline(): number {
    const at = this.#line.bytes.indexOf(newline, this.#from)
    return at === -1 || at > this.#line.end ? this.#line.end : at
  }

  #finding({ rule, at }: Finding, binary: string): DecodeError {
    const text = textOfBinary(binary)
    const reason = strictReason(rule)
    const message = `line should not be written '${text}': ${rule}, ${reason}`.toWellFormed()
    return { ...this.#position(at), rule, text, reason, kind: 'strict', message }
  }

  #position(at: number): { line: number; column: number } {
    const { bytes, start, line } = this.#line
    return positionOf(bytes, this.#from + at, { from: start, line })
  }
}

function storageMessage(reason: string): string {
  return `unexpected error writing points to database: engine: ${reason}`
}

function newlines(bytes: Uint8Array, from: number, to: number): number {
  let count = 0
  for (let at = bytes.indexOf(newline, from); at !== -1 && at < to; at = bytes.indexOf(newline, at + 1)) count++
  return count
}
