/** A token of InfluxQL, as far as delete predicates meet them; other characters are `illegal`. */
export interface Token {
  /** As error texts name it: IDENT, INTEGER, `=`, `(`, `AND`, EOF, … */
  readonly name: string
  readonly text: string
  /** 0-based, as error texts count. */
  readonly at: number
}

const keywords = new Set(
  `ALL ALTER ANALYZE AND ANY AS ASC BEGIN BY CARDINALITY CONTINUOUS CREATE DATABASE DATABASES DEFAULT DELETE DESC
  DESTINATIONS DIAGNOSTICS DISTINCT DROP DURATION END EVERY EXACT EXPLAIN FALSE FIELD FOR FROM GRANT GRANTS GROUP GROUPS
  IN INF INSERT INTO KEY KEYS KILL LIMIT MEASUREMENT MEASUREMENTS NAME OFFSET ON OR ORDER PASSWORD POLICIES POLICY
  PRIVILEGES QUERIES QUERY READ REPLICATION RESAMPLE RETENTION REVOKE SELECT SERIES SET SHARD SHARDS SHOW SLIMIT SOFFSET
  STATS SUBSCRIPTION SUBSCRIPTIONS TAG TO TRUE USER USERS VALUES VERBOSE WHERE WITH WRITE`.split(/\s+/),
)

const patterns: readonly (readonly [name: string | undefined, pattern: RegExp])[] = [
  ['WS', /[ \t\n\r]+/y],
  ['DURATIONVAL', /\d+(?:ns|ms|[uµsmhdw])(?:\d+(?:ns|ms|[uµsmhdw]))*/y],
  ['NUMBER', /\d+\.\d*|\.\d+/y],
  ['INTEGER', /\d+/y],
  ['IDENT', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['IDENT', /"(?:[^"\\\n]|\\[n"'\\])*"/y],
  ['STRING', /'(?:[^'\\\n]|\\[n"'\\])*'/y],
  ['!=', /<>/y],
  [undefined, /=~|!~|!=|<=|>=|::|[=<>()+*/%&|^,.;:-]/y],
]

function unquoted(text: string): string {
  if (!/^["']/.test(text)) return text
  return text.slice(1, -1).replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char))
}

function tokenAt(text: string, at: number): { token: Token; length: number } {
  for (const [name, pattern] of patterns) {
    pattern.lastIndex = at
    const [found] = pattern.exec(text) ?? []
    if (found === undefined) continue
    const upper = found.toUpperCase()
    const isKeyword = name === 'IDENT' && keywords.has(upper)
    // The server's scanner has moved back by one when it notes where a string starts.
    const noted = name === 'STRING' ? at - 1 : at
    const token = { name: isKeyword ? upper : (name ?? found), text: unquoted(found), at: noted }
    return { token: isKeyword || name === undefined ? { ...token, text: '' } : token, length: found.length }
  }
  return { token: { name: 'ILLEGAL', text: text.charAt(at), at }, length: 1 }
}

/** The tokens of a predicate without its blanks; the last one is EOF, which stands one past the end. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < text.length; ) {
    const { token, length } = tokenAt(text, at)
    if (token.name !== 'WS') tokens.push(token)
    at += length
  }
  tokens.push({ name: 'EOF', text: '', at: text.length + 1 })
  return tokens
}
