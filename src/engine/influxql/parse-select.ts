import type { Cursor } from './cursor.ts'
import { parseExpression } from './parse-expression.ts'
import { parseSources } from './parse-sources.ts'
import type { Fill, SelectStatement } from './syntax.ts'

/** Reads a SELECT whose keyword is already taken. */
export function parseSelect(cursor: Cursor): SelectStatement {
  const columns: { expression: SelectStatement['columns'][number]['expression']; alias?: string }[] = []
  do {
    const expression = parseExpression(cursor)
    columns.push(cursor.acceptKeywords('AS') ? { expression, alias: cursor.expectIdentifier() } : { expression })
  } while (cursor.acceptOperator(','))
  cursor.expectKeyword('FROM')
  const sources = parseSources(cursor)
  const where = cursor.acceptKeywords('WHERE') ? { where: parseExpression(cursor) } : {}
  const grouping = cursor.acceptKeywords('GROUP', 'BY') ? parseGrouping(cursor) : { groupTags: [] }
  const fill = parseFill(cursor)
  return {
    kind: 'select',
    columns,
    sources,
    ...where,
    ...grouping,
    fill,
    descending: parseOrder(cursor),
    ...parseNumber(cursor, 'LIMIT', 'limit'),
    ...parseNumber(cursor, 'OFFSET', 'offset'),
    ...parseNumber(cursor, 'SLIMIT', 'seriesLimit'),
    ...parseNumber(cursor, 'SOFFSET', 'seriesOffset'),
  }
}

function parseNumber(cursor: Cursor, keyword: string, name: string): Record<string, number> {
  return cursor.acceptKeywords(keyword) ? { [name]: cursor.expectInteger() } : {}
}

function parseOrder(cursor: Cursor): boolean {
  if (!cursor.acceptKeywords('ORDER', 'BY')) return false
  if (cursor.expectIdentifier() !== 'time') cursor.fail('only ORDER BY time supported at this time')
  if (cursor.acceptKeywords('ASC')) return false
  return cursor.acceptKeywords('DESC')
}

function parseGrouping(cursor: Cursor): Pick<SelectStatement, 'groupTags' | 'groupTime'> {
  const groupTags: (string | RegExp | '*')[] = []
  let groupTime: SelectStatement['groupTime']
  do {
    const expression = parseExpression(cursor)
    if (expression.kind === 'reference') groupTags.push(expression.name)
    else if (expression.kind === 'wildcard') groupTags.push('*')
    else if (expression.kind === 'regex') groupTags.push(expression.value)
    else if (expression.kind === 'call' && expression.name === 'time') {
      const [every, offset] = expression.args
      if (every?.kind !== 'duration' || every.value <= 0n) return cursor.fail('time dimension with a duration')
      groupTime = { every: every.value, offset: offset?.kind === 'duration' ? offset.value : 0n }
    } else cursor.fail('only time and tag dimensions allowed')
  } while (cursor.acceptOperator(','))
  return groupTime === undefined ? { groupTags } : { groupTags, groupTime }
}

function parseFill(cursor: Cursor): Fill {
  if (!cursor.acceptKeywords('FILL')) return { kind: 'null' }
  cursor.expectOperator('(')
  const expression = parseExpression(cursor)
  cursor.expectOperator(')')
  if (expression.kind === 'number') return { kind: 'number', value: expression.value }
  const name = expression.kind === 'reference' ? expression.name.toLowerCase() : ''
  if (name === 'null' || name === 'none' || name === 'previous' || name === 'linear') return { kind: name }
  return cursor.fail('number', 'null', 'none', 'previous', 'linear')
}
