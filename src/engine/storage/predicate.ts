import { ApiError } from '../http/api-error.ts'
import { compareBytes } from './byte-order.ts'
import { checkExpression } from './predicate-expression.ts'
import { type PredicateNode, parseNodes, type TagRule } from './predicate-parser.ts'
import type { SeriesPredicate } from './types.ts'

/**
 * The first of the server's two readings of the `predicate` of POST /api/v2/delete, as part of decoding the body.
 * @returns undefined for no condition.
 * @throws ApiError `invalid` with the server's whole message.
 */
export function readPredicate(text: string): PredicateNode | undefined {
  const node = parseNodes(text)
  if (node) checkOperators(node)
  return node
}

/**
 * Both readings of a predicate; '' matches every series.
 * @throws ApiError with the server's whole message: 400, or 501 for `_field =`.
 */
export function parsePredicate(text: string): SeriesPredicate {
  const node = readPredicate(text)
  checkExpression(text)
  if (node === undefined) return () => true
  const rules = rulesOf(node)
  if (rules.some(({ key, operator }) => key === '_field' && operator === '=')) {
    throw new ApiError('not implemented', 'delete by field is not supported')
  }
  return (series, shard) => rules.every((rule) => matches(rule, series, shard))
}

function checkOperators(node: PredicateNode): void {
  const problem = operatorProblem(node)
  if (problem !== undefined) throw new ApiError('invalid', `error decoding json body: ${problem}`)
}

function operatorProblem(node: PredicateNode): string | undefined {
  if (node.kind === 'rule') return undefined
  if (!node.and) return "the logical operator '\\x00' is invalid"
  for (const [index, child] of node.children.entries()) {
    const problem = operatorProblem(child)
    if (problem !== undefined) return `Err in Child ${index}, err: ${problem}`
  }
  return undefined
}

function rulesOf(node: PredicateNode): TagRule[] {
  return node.kind === 'rule' ? [node] : node.children.flatMap(rulesOf)
}

/** A series without the tag matches neither `=` nor `!=`; fields, values and times are tags that no series has. */
function matches(rule: TagRule, ...[series, shard]: Parameters<SeriesPredicate>): boolean {
  if (rule.key === '_measurement') return matchesMeasurement(rule, series.measurement, shard)
  const value = series.tags.find(([key]) => key === rule.key)?.[1]
  if (value === undefined) return false
  return rule.operator === '=' ? value === rule.value : value !== rule.value
}

/** `!=` takes the measurements before the one it names, and none where that one does not exist (seen on 2.7 to 2.9). */
function matchesMeasurement(
  { operator, value }: TagRule,
  name: string,
  shard: Parameters<SeriesPredicate>[1],
): boolean {
  if (operator === '=') return name === value
  return shard.hasMeasurement(value) && compareBytes(name, value) < 0
}
