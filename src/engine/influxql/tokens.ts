/** A token with the place it stands at; `text` of an identifier or string is without its quotes. */
export interface Token {
  readonly kind: 'identifier' | 'quoted' | 'string' | 'number' | 'duration' | 'operator' | 'regex' | 'end'
  readonly text: string
  readonly line: number
  /** Counted from 1. */
  readonly character: number
}

/** A query that is not InfluxQL, in the server's words. */
export class InfluxqlSyntaxError extends Error {}

const unitNs: Readonly<Record<string, bigint>> = {
  ns: 1n,
  u: 1_000n,
  µ: 1_000n,
  us: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
  w: 604_800_000_000_000n,
}

/** Nanoseconds of `1h30m`; undefined where it is no duration. */
export function durationNs(text: string): bigint | undefined {
  let total = 0n
  let rest = text
  while (rest !== '') {
    const match = /^(\d+)(ns|us|ms|[uµsmhdw])/.exec(rest)
    const unit = unitNs[match?.[2] ?? '']
    if (!match?.[1] || unit === undefined) return undefined
    total += BigInt(match[1]) * unit
    rest = rest.slice(match[0].length)
  }
  return total
}

const patterns: readonly (readonly [Token['kind'], RegExp])[] = [
  ['duration', /(?:\d+(?:ns|us|ms|[uµsmhdw]))+(?![A-Za-z0-9_])/y],
  ['number', /\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+/y],
  ['identifier', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['quoted', /"(?:[^"\\\n]|\\.)*"/y],
  ['string', /'(?:[^'\\\n]|\\.)*'/y],
  ['operator', /=~|!~|!=|<>|<=|>=|::|[=<>+\-*/%(),;.&|^]/y],
]
const blank = /(?:\s+|--[^\n]*|\/\*[\s\S]*?\*\/)+/y
const regexAfter = new Set(['=~', '!~', 'FROM', 'BY', ',', '('])

function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter))
}

/** Splits a query into tokens, comments and blanks left out; a regular expression stands only where one may. */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  const place = (index: number) => {
    const before = query.slice(0, index)
    const line = before.split('\n').length
    return { line, character: index - before.lastIndexOf('\n') }
  }
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    return pattern.exec(query)?.[0]
  }
  for (;;) {
    at += match(blank)?.length ?? 0
    if (at >= query.length) break
    const last = tokens.at(-1)
    if (query[at] === '/' && regexAfter.has(last?.text.toUpperCase() ?? '')) {
      const regex = match(/\/(?:[^/\\\n]|\\.)*\//y)
      if (regex !== undefined) {
        tokens.push({ kind: 'regex', text: regex.slice(1, -1).replaceAll('\\/', '/'), ...place(at) })
        at += regex.length
        continue
      }
    }
    const found = patterns.map(([kind, pattern]) => [kind, match(pattern)] as const).find(([, text]) => text)
    const [kind, text] = found ?? []
    if (kind === undefined || text === undefined) {
      const { line, character } = place(at)
      throw new InfluxqlSyntaxError(`found ${query[at]}, expected token at line ${line}, char ${character}`)
    }
    const plain = kind === 'quoted' || kind === 'string' ? unquote(text) : text
    tokens.push({ kind, text: plain, ...place(at) })
    at += text.length
  }
  tokens.push({ kind: 'end', text: 'EOF', ...place(query.length) })
  return tokens
}
