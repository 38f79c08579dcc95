import { propertyName } from '../../interpreter/evaluate.ts'
import type { Expression } from '../../language/ast.ts'
import { FluxError } from '../../language/flux-error.ts'
import type { FluxFunction } from '../../values/value.ts'

/** A pair of columns whose cells must be equal. */
export interface JoinColumns {
  readonly left: string
  readonly right: string
}

/** The pairs of `(l, r) => l.a == r.b and …`. Throws for any other expression. */
export function joinColumns(on: FluxFunction): JoinColumns[] {
  const { definition } = on
  const body = definition?.expression.body
  const labels = definition?.expression.params.map(propertyName) ?? []
  if (body === undefined || body.type === 'Block' || !labels.includes('l') || !labels.includes('r')) throw unsupported()
  return pairsOf(body)
}

function unsupported(): FluxError {
  return new FluxError(
    'error in join function - some expressions are not yet supported in the `on` parameter: ' +
      'it takes comparisons by == of a column of l with a column of r, joined by `and`',
  )
}

function pairsOf(expression: Expression): JoinColumns[] {
  if (expression.type === 'ParenExpression') return pairsOf(expression.expression)
  if (expression.type === 'LogicalExpression' && expression.operator === 'and') {
    return [...pairsOf(expression.left), ...pairsOf(expression.right)]
  }
  if (expression.type !== 'BinaryExpression' || expression.operator !== '==') throw unsupported()
  const sides = new Map([expression.left, expression.right].map(memberOf))
  const left = sides.get('l')
  const right = sides.get('r')
  if (left === undefined || right === undefined) throw unsupported()
  return [{ left, right }]
}

function memberOf(expression: Expression): [record: string, label: string] {
  if (expression.type !== 'MemberExpression' || expression.object.type !== 'Identifier') throw unsupported()
  const { property } = expression
  return [expression.object.name, property.type === 'Identifier' ? property.name : property.value]
}
