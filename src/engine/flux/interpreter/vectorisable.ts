import type { Expression, FunctionExpression } from '../language/ast.ts'

/**
 * Whether a real server evaluates a map function by columns: then the record's columns keep the order in which
 * they are written, else they come sorted by label, and errors are worded differently.
 */
export function isVectorisable({ params, body }: FunctionExpression): boolean {
  const row = params[0]
  if (row === undefined || params.length !== 1 || body.type === 'Block') return false
  const name = row.key.type === 'Identifier' ? row.key.name : row.key.value
  const record = unwrap(body)
  if (record.type !== 'ObjectExpression' || (record.with && record.with.name !== name)) return false
  return (record.properties ?? []).every(({ value }) => value !== null && isColumn(value, name))
}

function unwrap(expression: Expression): Expression {
  return expression.type === 'ParenExpression' ? unwrap(expression.expression) : expression
}

function isColumn(raw: Expression, row: string): boolean {
  const expression = unwrap(raw)
  switch (expression.type) {
    case 'IntegerLiteral':
    case 'FloatLiteral':
    case 'StringLiteral':
    case 'BooleanLiteral':
    case 'DateTimeLiteral':
      return true
    case 'Identifier':
      return expression.name === 'true' || expression.name === 'false'
    case 'MemberExpression':
      return expression.object.type === 'Identifier' && expression.object.name === row
    case 'UnaryExpression':
      return isColumn(expression.argument, row)
    case 'BinaryExpression':
      return expression.operator !== '=~' && expression.operator !== '!~' && both(expression, row)
    case 'LogicalExpression':
      return both(expression, row)
    case 'ConditionalExpression':
      return [expression.test, expression.consequent, expression.alternate].every((one) => isColumn(one, row))
    case 'CallExpression': {
      const [named] = expression.arguments ?? []
      if (expression.callee.type !== 'Identifier' || expression.callee.name !== 'float') return false
      if (named?.type !== 'ObjectExpression') return false
      return (named.properties ?? []).every(({ value }) => value !== null && isColumn(value, row))
    }
    default:
      return false
  }
}

function both({ left, right }: { readonly left: Expression; readonly right: Expression }, row: string): boolean {
  return isColumn(left, row) && isColumn(right, row)
}
