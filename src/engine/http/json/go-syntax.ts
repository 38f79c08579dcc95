/** A JSON value as written: numbers keep their text, so that nothing is lost before its type is known. */
export type JsonNode =
  | { readonly kind: 'object'; readonly entries: readonly (readonly [key: string, value: JsonNode])[] }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'null' }

/** A body that is not JSON, in the words of Go's encoding/json. */
export class JsonSyntaxError extends Error {}

/** `stream`: the first value of the body counts, what follows is not read (json.Decoder). `whole`: json.Unmarshal. */
export type JsonExtent = 'stream' | 'whole'

/** Parses JSON text. Throws JsonSyntaxError with Go's text. */
export function parseGoJson(text: string, extent: JsonExtent = 'stream'): JsonNode {
  return new Reader(text, extent).document()
}

const named: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  "'": "\\'",
  '\\': '\\\\',
}

/** A character in Go's quotes: the scanner sees bytes, and takes each for the code point of its number. */
function quoted(char: string): string {
  const byte = Buffer.from(char)[0] ?? 0
  const seen = String.fromCharCode(byte)
  if (byte < 0x20 || byte === 0x7f) return `'${named[seen] ?? `\\x${byte.toString(16).padStart(2, '0')}`}'`
  if (byte > 0x7f && (byte < 0xa1 || byte === 0xad)) return `'\\u00${byte.toString(16)}'`
  return `'${named[seen] ?? seen}'`
}

const blanks = ' \t\r\n'

class Reader {
  readonly #text: string
  readonly #extent: JsonExtent
  #at = 0

  constructor(text: string, extent: JsonExtent) {
    this.#text = text
    this.#extent = extent
  }

  document(): JsonNode {
    this.#skipBlanks()
    if (this.#at >= this.#text.length && this.#extent === 'stream') throw new JsonSyntaxError('EOF')
    const node = this.#value('looking for beginning of value')
    if (this.#extent === 'whole') {
      this.#skipBlanks()
      if (this.#at < this.#text.length) this.#fail('after top-level value')
    }
    return node
  }

  #fail(where: string): never {
    const char = this.#text.charAt(this.#at)
    if (char === '')
      throw new JsonSyntaxError(this.#extent === 'stream' ? 'unexpected EOF' : 'unexpected end of JSON input')
    throw new JsonSyntaxError(`invalid character ${quoted(char)} ${where}`)
  }

  #skipBlanks(): void {
    while (this.#at < this.#text.length && blanks.includes(this.#text.charAt(this.#at))) this.#at++
  }

  #next(): string {
    this.#skipBlanks()
    return this.#text.charAt(this.#at)
  }

  #value(where: string): JsonNode {
    const char = this.#next()
    if (char === '{') return this.#object()
    if (char === '[') return this.#array()
    if (char === '"') return { kind: 'string', text: this.#string() }
    if (char === '-' || (char >= '0' && char <= '9')) return { kind: 'number', text: this.#number() }
    if (char === 't') return this.#literal('true', { kind: 'bool', value: true })
    if (char === 'f') return this.#literal('false', { kind: 'bool', value: false })
    if (char === 'n') return this.#literal('null', { kind: 'null' })
    return this.#fail(where)
  }

  #literal(word: string, node: JsonNode): JsonNode {
    for (const letter of word) {
      if (this.#text.charAt(this.#at) !== letter) this.#fail(`in literal ${word} (expecting '${letter}')`)
      this.#at++
    }
    return node
  }

  #object(): JsonNode {
    const entries: [string, JsonNode][] = []
    this.#at++
    if (this.#next() === '}') {
      this.#at++
      return { kind: 'object', entries }
    }
    for (;;) {
      if (this.#next() !== '"') this.#fail('looking for beginning of object key string')
      const key = this.#string()
      if (this.#next() !== ':') this.#fail('after object key')
      this.#at++
      entries.push([key, this.#value('looking for beginning of value')])
      const char = this.#next()
      if (char !== ',' && char !== '}') this.#fail('after object key:value pair')
      this.#at++
      if (char === '}') return { kind: 'object', entries }
    }
  }

  #array(): JsonNode {
    const items: JsonNode[] = []
    this.#at++
    if (this.#next() === ']') {
      this.#at++
      return { kind: 'array', items }
    }
    for (;;) {
      items.push(this.#value('looking for beginning of value'))
      const char = this.#next()
      if (char !== ',' && char !== ']') this.#fail('after array element')
      this.#at++
      if (char === ']') return { kind: 'array', items }
    }
  }

  #digits(where: string): void {
    const start = this.#at
    while (/^[0-9]$/.test(this.#text.charAt(this.#at))) this.#at++
    if (this.#at === start) this.#fail(where)
  }

  #number(): string {
    const start = this.#at
    if (this.#text.charAt(this.#at) === '-') this.#at++
    if (this.#text.charAt(this.#at) === '0') this.#at++
    else this.#digits('in numeric literal')
    if (this.#text.charAt(this.#at) === '.') {
      this.#at++
      this.#digits('after decimal point in numeric literal')
    }
    if (/^[eE]$/.test(this.#text.charAt(this.#at))) {
      this.#at++
      if (/^[+-]$/.test(this.#text.charAt(this.#at))) this.#at++
      this.#digits('in exponent of numeric literal')
    }
    return this.#text.slice(start, this.#at)
  }

  #string(): string {
    const start = this.#at
    this.#at++
    for (;;) {
      const char = this.#text.charAt(this.#at)
      if (char === '' || char < ' ') this.#fail('in string literal')
      this.#at++
      if (char === '"') return String(JSON.parse(this.#text.slice(start, this.#at)))
      if (char === '\\') this.#escape()
    }
  }

  #escape(): void {
    const char = this.#text.charAt(this.#at)
    if (char === 'u') {
      for (let digit = 0; digit < 4; digit++) {
        this.#at++
        if (!/^[0-9a-fA-F]$/.test(this.#text.charAt(this.#at))) this.#fail('in \\u hexadecimal character escape')
      }
    } else if (char === '' || !'bfnrt\\/"'.includes(char)) this.#fail('in string escape code')
    this.#at++
  }
}
