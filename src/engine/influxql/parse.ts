import { Cursor } from './cursor.ts'
import { parseExpression } from './parse-expression.ts'
import { parseSelect } from './parse-select.ts'
import { parseSources } from './parse-sources.ts'
import type { ShowStatement, ShowSubject, Statement } from './syntax.ts'
import { tokenize } from './tokens.ts'

/** Statements of the grammar that InfluxDB 2.x answers with "not implemented". */
const refused: readonly (readonly string[])[] = [
  ['CREATE', 'DATABASE'],
  ['CREATE', 'RETENTION', 'POLICY'],
  ['CREATE', 'CONTINUOUS', 'QUERY'],
  ['CREATE', 'SUBSCRIPTION'],
  ['CREATE', 'USER'],
  ['ALTER', 'RETENTION', 'POLICY'],
  ['DROP', 'DATABASE'],
  ['DROP', 'RETENTION', 'POLICY'],
  ['DROP', 'CONTINUOUS', 'QUERY'],
  ['DROP', 'SERIES'],
  ['DROP', 'SHARD'],
  ['DROP', 'SUBSCRIPTION'],
  ['DROP', 'USER'],
  ['GRANT'],
  ['REVOKE'],
  ['KILL', 'QUERY'],
  ['SHOW', 'CONTINUOUS', 'QUERIES'],
  ['SHOW', 'QUERIES'],
  ['SHOW', 'SHARDS'],
  ['SHOW', 'SHARD', 'GROUPS'],
  ['SHOW', 'STATS'],
  ['SHOW', 'DIAGNOSTICS'],
  ['SHOW', 'SUBSCRIPTIONS'],
  ['SHOW', 'USERS'],
  ['SHOW', 'GRANTS'],
]

const subjects: readonly (readonly [readonly string[], ShowSubject])[] = [
  [['DATABASES'], 'databases'],
  [['RETENTION', 'POLICIES'], 'retention policies'],
  [['MEASUREMENT', 'CARDINALITY'], 'measurement cardinality'],
  [['MEASUREMENT', 'EXACT', 'CARDINALITY'], 'measurement cardinality'],
  [['MEASUREMENTS'], 'measurements'],
  [['TAG', 'KEYS'], 'tag keys'],
  [['TAG', 'VALUES'], 'tag values'],
  [['FIELD', 'KEYS'], 'field keys'],
  [['SERIES', 'CARDINALITY'], 'series cardinality'],
  [['SERIES', 'EXACT', 'CARDINALITY'], 'series cardinality'],
  [['SERIES'], 'series'],
]

/** Reads a query: statements parted by semicolons. Throws InfluxqlSyntaxError in the server's words. */
export function parseInfluxql(query: string): Statement[] {
  const cursor = new Cursor(tokenize(query))
  const statements: Statement[] = []
  for (;;) {
    while (cursor.acceptOperator(';'));
    if (cursor.peek().kind === 'end') return statements
    statements.push(parseStatement(cursor))
    if (cursor.peek().kind !== 'end' && !cursor.acceptOperator(';')) cursor.fail(';', 'EOF')
  }
}

function parseStatement(cursor: Cursor): Statement {
  for (const words of refused) {
    if (!cursor.acceptKeywords(...words)) continue
    while (cursor.peek().kind !== 'end' && cursor.peek().text !== ';') cursor.next()
    return { kind: 'refused', name: words.join(' ') }
  }
  if (cursor.acceptKeywords('SELECT')) return parseSelect(cursor)
  if (cursor.acceptKeywords('SHOW')) return parseShow(cursor)
  if (cursor.acceptKeywords('DROP', 'MEASUREMENT')) return { kind: 'drop measurement', name: cursor.expectIdentifier() }
  if (cursor.acceptKeywords('DELETE')) {
    const sources = cursor.acceptKeywords('FROM') ? parseSources(cursor) : []
    return { kind: 'delete', sources, ...parseWhere(cursor) }
  }
  return cursor.fail('SELECT', 'DELETE', 'SHOW', 'CREATE', 'DROP', 'EXPLAIN', 'GRANT', 'REVOKE', 'ALTER', 'SET', 'KILL')
}

function parseWhere(cursor: Cursor) {
  return cursor.acceptKeywords('WHERE') ? { where: parseExpression(cursor) } : {}
}

function parseShow(cursor: Cursor): ShowStatement {
  const subject = subjects.find(([words]) => cursor.acceptKeywords(...words))?.[1]
  if (subject === undefined) return cursor.fail(...subjects.map(([words]) => words.join(' ')))
  const database = cursor.acceptKeywords('ON') ? { database: cursor.expectIdentifier() } : {}
  const sources = cursor.acceptKeywords('FROM') ? parseSources(cursor) : []
  const accepts = cursor.acceptKeywords('WITH') ? { accepts: parseWith(cursor) } : {}
  if (subject === 'tag values' && accepts.accepts === undefined) cursor.fail('WITH')
  const where = parseWhere(cursor)
  const limit = cursor.acceptKeywords('LIMIT') ? { limit: cursor.expectInteger() } : {}
  const offset = cursor.acceptKeywords('OFFSET') ? { offset: cursor.expectInteger() } : {}
  return { kind: 'show', subject, ...database, sources, ...accepts, ...where, ...limit, ...offset }
}

function parseWith(cursor: Cursor): (name: string) => boolean {
  if (!cursor.acceptKeywords('KEY')) cursor.expectKeyword('MEASUREMENT')
  if (cursor.acceptKeywords('IN')) {
    const names = new Set<string>()
    cursor.expectOperator('(')
    do names.add(cursor.expectIdentifier())
    while (cursor.acceptOperator(','))
    cursor.expectOperator(')')
    return (name) => names.has(name)
  }
  const operator = cursor.next().text
  const token = cursor.next()
  if (token.kind === 'regex') {
    const regex = new RegExp(token.text)
    return (name) => regex.test(name) === (operator === '=~')
  }
  return (name) => (name === token.text) === (operator === '=')
}
