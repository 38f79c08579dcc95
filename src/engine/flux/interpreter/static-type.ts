import type { Expression } from '../language/ast.ts'
import { columnTypeOf } from '../table/column.ts'
import type { ColumnType, Value } from '../values/value.ts'

/** The type of an expression known before any row: a column type, 'invalid' for an absent label, undefined: unknown. */
export type StaticType = ColumnType | 'invalid' | undefined

export interface StaticScope {
  /** The row's name and the types of its labels. */
  readonly row: string
  readonly columns: ReadonlyMap<string, ColumnType>
  lookup(name: string): Value | undefined
  /** Told of an operator between types that it has no meaning for. */
  mismatch(operator: string, left: ColumnType, right: ColumnType): void
}

/** Infers types as far as operators need them. */
export function staticType(expression: Expression, scope: StaticScope): StaticType {
  switch (expression.type) {
    case 'IntegerLiteral':
      return 'int'
    case 'FloatLiteral':
      return 'float'
    case 'StringLiteral':
      return 'string'
    case 'BooleanLiteral':
      return 'bool'
    case 'DateTimeLiteral':
      return 'time'
    case 'StringExpression':
      for (const part of expression.parts) if (part.type === 'InterpolatedPart') staticType(part.expression, scope)
      return 'string'
    case 'ParenExpression':
      return staticType(expression.expression, scope)
    case 'Identifier':
      return identifierType(expression.name, scope)
    case 'MemberExpression': {
      const { object, property } = expression
      if (object.type !== 'Identifier' || object.name !== scope.row) return undefined
      return scope.columns.get(property.type === 'Identifier' ? property.name : property.value) ?? 'invalid'
    }
    case 'UnaryExpression': {
      const type = staticType(expression.argument, scope)
      return expression.operator === 'not' || expression.operator === 'exists' ? 'bool' : type
    }
    case 'LogicalExpression':
      staticType(expression.left, scope)
      staticType(expression.right, scope)
      return 'bool'
    case 'BinaryExpression':
      return binaryType(
        expression.operator,
        staticType(expression.left, scope),
        staticType(expression.right, scope),
        scope,
      )
    case 'ConditionalExpression': {
      staticType(expression.test, scope)
      const consequent = staticType(expression.consequent, scope)
      const alternate = staticType(expression.alternate, scope)
      return consequent === 'invalid' ? alternate : consequent
    }
    case 'ObjectExpression':
      for (const { value } of expression.properties ?? []) if (value !== null) staticType(value, scope)
      return undefined
    case 'CallExpression':
      for (const one of expression.arguments ?? []) staticType(one, scope)
      return undefined
    default:
      return undefined
  }
}

function identifierType(name: string, scope: StaticScope): StaticType {
  if (name === 'true' || name === 'false') return 'bool'
  if (name === scope.row) return undefined
  const value = scope.lookup(name)
  return value === undefined ? undefined : columnTypeOf(value)
}

const numeric: readonly StaticType[] = ['int', 'uint', 'float']
const comparisons = new Set(['==', '!=', '<', '<=', '>', '>='])

function binaryType(operator: string, left: StaticType, right: StaticType, scope: StaticScope): StaticType {
  const comparing = comparisons.has(operator)
  if (operator === '=~' || operator === '!~') return 'bool'
  if (left === undefined || right === undefined) return comparing ? 'bool' : (left ?? right)
  if (left === 'invalid' || right === 'invalid') return comparing ? 'bool' : left === 'invalid' ? right : left
  if (comparing) {
    const ordered = operator !== '==' && operator !== '!='
    const both = left === right || (numeric.includes(left) && numeric.includes(right))
    if (!both || (ordered && left === 'bool')) scope.mismatch(operator, left, right)
    return 'bool'
  }
  const meaningful = left === right && (numeric.includes(left) || (left === 'string' && operator === '+'))
  if (!meaningful) scope.mismatch(operator, left, right)
  return operator === '^' ? 'float' : left
}
