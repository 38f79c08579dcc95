import { isRecord, type JsonRecord } from '../../record.ts'
import { type Pieces, simpleValueEnd } from './changing-members.ts'

const quote = 0x22
const backslash = 0x5c
const firstPrintable = 0x20

/**
 * Steps over a JSON text piece by piece, where it is known what comes next. A step takes a whole token or value of JSON, or nothing; so what
 * such steps take from end to end is JSON.
 */
export class TextCursor {
  #text = ''
  #at = 0

  /** Goes to a place of a text; one cursor serves many texts. */
  open(text: string, at: number): void {
    this.#text = text
    this.#at = at
  }

  /** Where it stands, in UTF-16 units. */
  get at(): number {
    return this.#at
  }

  /** What was taken since the cursor stood there. */
  since(start: number): string {
    return this.#text.slice(start, this.#at)
  }

  /** Whether the text goes on with this, which is taken then. */
  take(expected: string): boolean {
    const end = this.#at + expected.length
    // Strings of one length are compared by words; startsWith goes by characters.
    if (this.#text.slice(this.#at, end) !== expected) return false
    this.#at = end
    return true
  }

  /** As `take`, with a simple value between each piece and the next (see `simpleValueEnd`). */
  takePieces(pieces: Pieces): boolean {
    if (pieces.length === 1) return this.take(pieces[0])
    const start = this.#at
    for (let index = 0; index < pieces.length; index++) {
      if (index > 0) this.#at = simpleValueEnd(this.#text, this.#at)
      if (this.#at >= 0 && this.take(pieces[index] ?? '')) continue
      this.#at = start
      return false
    }
    return true
  }

  /** The rest of a string whose opening quote was taken, without its closing quote, which is left; undefined where it has an escape. */
  plain(): string | undefined {
    const start = this.#at
    const end = plainEnd(this.#text, start)
    if (this.#text.charCodeAt(end) !== quote) return undefined
    this.#at = end
    return this.#text.slice(start, end)
  }

  /** As `plain`, where the string is probably this one, which was proven plain before. */
  plainLike(likely: string): string | undefined {
    if (this.#text.charCodeAt(this.#at + likely.length) === quote && this.take(likely)) return likely
    return this.plain()
  }

  /** A string without escapes, or null; undefined for anything else. */
  plainOrNull(): string | null | undefined {
    if (this.take('null')) return null
    if (!this.take('"')) return undefined
    const value = this.plain()
    return this.take('"') ? value : undefined
  }

  /** The object that ends where `next` first stands, which is left; undefined for anything else. */
  recordBefore(next: string): JsonRecord | undefined {
    const end = this.#text.indexOf(next, this.#at)
    if (end < 0) return undefined
    const value = parsed(this.#text.slice(this.#at, end))
    if (!isRecord(value)) return undefined
    this.#at = end
    return value
  }
}

/** Where the first character stands that ends a string or cannot stand in it as it is; the end of the text where there is none. */
function plainEnd(text: string, start: number): number {
  let end = start
  let code = text.charCodeAt(end)
  // NaN at the end of the text.
  while (code >= firstPrintable && code !== quote && code !== backslash) code = text.charCodeAt(++end)
  return end
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
