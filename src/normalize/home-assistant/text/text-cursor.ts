import { isRecord, type JsonRecord } from '../../record.ts'

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

  /** Whether nothing is left. */
  get isAtEnd(): boolean {
    return this.#at === this.#text.length
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

  /** The rest of a string whose opening quote was taken, without its closing quote, which is left; undefined where it has an escape. */
  plain(): string | undefined {
    const text = this.#text
    const start = this.#at
    let end = start
    let code = text.charCodeAt(end)
    while (code !== quote) {
      // NaN where the text ends within the string.
      if (!(code >= firstPrintable) || code === backslash) return undefined
      code = text.charCodeAt(++end)
    }
    this.#at = end
    return text.slice(start, end)
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

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
