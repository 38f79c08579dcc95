import { type Position, PredicateReader } from './predicate-reader.ts'

/** Kinds are the names of InfluxQL's tokens as the server prints them: `IDENT`, `AND`, `=`, `(`, `EOF`, … */
export interface PredicateToken {
  readonly kind: string
  readonly at: Position
  /** What was written, unquoted; '' for operators and keywords. */
  readonly text: string
}

const keywords = new Set(
  (
    'ALL ALTER ANALYZE ANY AS ASC BEGIN BY CARDINALITY CREATE CONTINUOUS DATABASE DATABASES DEFAULT DELETE DESC ' +
    'DESTINATIONS DIAGNOSTICS DISTINCT DROP DURATION END EVERY EXACT EXPLAIN FIELD FOR FROM GRANT GRANTS GROUP ' +
    'GROUPS IN INF INSERT INTO KEY KEYS KILL LIMIT MEASUREMENT MEASUREMENTS NAME OFFSET ON ORDER PASSWORD POLICY ' +
    'POLICIES PRIVILEGES QUERIES QUERY READ REPLICATION RESAMPLE RETENTION REVOKE SELECT SERIES SET SHARD SHARDS ' +
    'SHOW SLIMIT SOFFSET STATS SUBSCRIPTION SUBSCRIPTIONS TAG TO USER USERS VALUES VERBOSE WHERE WITH WRITE ' +
    'AND OR TRUE FALSE'
  ).split(' '),
)
const singles = new Set('+ * % & | ^ ( ) , ;'.split(' '))
/** Operators that a second character extends. */
const pairs: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '=': { '~': '=~' },
  '!': { '=': '!=', '~': '!~' },
  '>': { '=': '>=' },
  '<': { '=': '<=', '>': '!=' },
  ':': { ':': '::' },
}
const escapes: Readonly<Record<string, string>> = { n: '\n', '\\': '\\', '"': '"', "'": "'" }

const isBlank = (text: string) => /^[ \t\n]$/.test(text)
const isLetter = (text: string) => /^[A-Za-z]$/.test(text)
const isDigit = (text: string) => /^[0-9]$/.test(text)
const isWord = (text: string) => /^[A-Za-z0-9_]$/.test(text)
const isUnit = (text: string) => isLetter(text) || text === 'µ'

/** Splits a delete predicate into tokens as InfluxQL's scanner does, positions included (influxql/scanner.go). */
export class PredicateScanner {
  #reader: PredicateReader
  #tokens: PredicateToken[] = []
  #next = 0

  constructor(input: string) {
    this.#reader = new PredicateReader(input)
  }

  /** The next token that is neither blank nor, where `comments` are skipped, a comment. */
  nextWord(options: { readonly skipComments?: boolean } = {}): PredicateToken {
    for (;;) {
      const token = this.next()
      if (token.kind !== 'WS' && !(options.skipComments === true && token.kind === 'COMMENT')) return token
    }
  }

  next(): PredicateToken {
    const known = this.#tokens[this.#next]
    const token = known ?? this.#scan()
    if (known === undefined) this.#tokens.push(token)
    this.#next++
    return token
  }

  /** Goes back before the last token. */
  back(): void {
    this.#next--
  }

  #scan(): PredicateToken {
    const { text, at } = this.#reader.read()
    if (text === '') return { kind: 'EOF', at, text: '' }
    if (isBlank(text)) return this.#blanks(at)
    if (isDigit(text)) return this.#number(at)
    if (isLetter(text) || text === '_' || text === '"') {
      this.#reader.unread()
      return this.#identifier(at)
    }
    if (text === "'") return this.#string()
    if (text === '.' && isDigit(this.#peek())) return this.#number(at)
    if (text === '$') return { ...this.#identifier(at), kind: 'BOUNDPARAM' }
    if (singles.has(text) || text === '.') return { kind: text, at, text: '' }
    if (text === '-' || text === '/') return this.#dashOrSlash(text, at)
    return this.#operator(text, at)
  }

  #operator(text: string, at: Position): PredicateToken {
    const second = this.#reader.read().text
    const kind = pairs[text]?.[second]
    if (kind !== undefined) return { kind, at, text: '' }
    this.#reader.unread()
    if (text === '!' || pairs[text] === undefined) return { kind: 'ILLEGAL', at, text }
    return { kind: text, at, text: '' }
  }

  #dashOrSlash(text: string, at: Position): PredicateToken {
    const isComment = this.#peek() === (text === '-' ? '-' : '*')
    if (!isComment) return { kind: text, at, text: '' }
    const end = text === '-' ? '\n' : '*/'
    let seen = ''
    this.#reader.read()
    while (!seen.endsWith(end)) {
      const character = this.#reader.read().text
      if (character === '') return { kind: text === '-' ? 'COMMENT' : 'ILLEGAL', at, text: '' }
      seen += character
    }
    return { kind: 'COMMENT', at, text: '' }
  }

  #blanks(at: Position): PredicateToken {
    this.#takeWhile(isBlank)
    // The end of the input is taken with the blanks before it, which later positions show.
    if (this.#peek() === '') this.#reader.read()
    return { kind: 'WS', at, text: ' ' }
  }

  #identifier(at: Position): PredicateToken {
    let word = ''
    for (;;) {
      const { text } = this.#reader.read()
      if (text === '"') {
        const quoted = this.#string()
        return quoted.kind === 'STRING' ? { kind: 'IDENT', at, text: quoted.text } : quoted
      }
      if (!isWord(text)) {
        if (text !== '') this.#reader.unread()
        break
      }
      word += text
    }
    const keyword = word.toUpperCase()
    return keywords.has(keyword) ? { kind: keyword, at, text: '' } : { kind: 'IDENT', at, text: word }
  }

  /** The opening quote has been read; the position is that of the character before it, as the server counts. */
  #string(): PredicateToken {
    const quote = this.#reader.last().text
    this.#reader.unread()
    const { at } = this.#reader.last()
    this.#reader.read()
    let value = ''
    for (;;) {
      const { text } = this.#reader.read()
      if (text === quote) return { kind: 'STRING', at, text: value }
      if (text === '' || text === '\n') return { kind: 'BADSTRING', at, text: value }
      if (text === '\\') {
        const escaped = this.#reader.read()
        const character = escapes[escaped.text]
        if (character === undefined) return { kind: 'BADESCAPE', at: escaped.at, text: `\\${escaped.text}` }
        value += character
      } else value += text
    }
  }

  #number(at: Position): PredicateToken {
    this.#reader.unread()
    let digits = this.#takeWhile(isDigit)
    if (this.#peek() === '.') {
      this.#reader.read()
      const fraction = this.#takeWhile(isDigit)
      if (fraction !== '') digits += `.${fraction}`
      return { kind: 'NUMBER', at, text: digits }
    }
    if (!isUnit(this.#peek())) return { kind: 'INTEGER', at, text: digits }
    return { kind: 'DURATIONVAL', at, text: digits + this.#takeWhile((text) => isUnit(text) || isDigit(text)) }
  }

  #takeWhile(matches: (text: string) => boolean): string {
    let taken = ''
    for (;;) {
      const { text } = this.#reader.read()
      if (!matches(text)) {
        this.#reader.unread()
        return taken
      }
      taken += text
    }
  }

  #peek(): string {
    const { text } = this.#reader.read()
    this.#reader.unread()
    return text
  }
}
