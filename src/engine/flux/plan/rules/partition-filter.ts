import { evaluate } from '../../interpreter/evaluate.ts'
import { Scope } from '../../interpreter/scope.ts'
import type { Expression, FunctionExpression, MemberExpression } from '../../language/ast.ts'
import type { Literal, Operator, StoragePredicate } from '../../source/storage-predicate.ts'
import { type FluxFunction, FluxRecord, Regexp, type Value } from '../../values/value.ts'

/** A filter's function cut in two: what storage decides, and what is left to decide row by row. */
export interface Partition {
  readonly pushed: StoragePredicate | undefined
  /** Undefined: storage decides everything. */
  readonly rest: Expression | undefined
}

/**
 * Splits a predicate at its outer `and`s. Storage takes `r.key op literal` and `exists r.key`, where the literal
 * may be a variable of a plain type; whatever else keeps the whole conjunct in memory.
 */
export function partitionFilter(fn: FluxFunction): Partition {
  const definition = fn.definition
  const body = definition === undefined ? undefined : bodyOf(definition.expression)
  const parameter = fn.parameters[0]?.name
  if (definition === undefined || body === undefined || parameter === undefined || fn.parameters.length !== 1) {
    return { pushed: undefined, rest: undefined }
  }
  const reader: Reader = {
    parameter,
    constant: (expression) => constantOf(expression, definition.lookup, parameter),
  }
  const { pushed, kept } = split(body, reader)
  return { pushed, rest: kept }
}

/** The function with another body: what is left of a filter after push-down. */
export function restrictedFunction(fn: FluxFunction, body: Expression): FluxFunction {
  const { definition } = fn
  return definition === undefined ? fn : definition.make({ ...definition.expression, body })
}

interface Reader {
  readonly parameter: string
  constant(expression: Expression): Value | undefined
}

function bodyOf({ body }: FunctionExpression): Expression | undefined {
  if (body.type !== 'Block') return body
  const [only] = body.body
  return body.body.length === 1 && only?.type === 'ReturnStatement' ? only.argument : undefined
}

function split(
  raw: Expression,
  reader: Reader,
): { pushed: StoragePredicate | undefined; kept: Expression | undefined } {
  const expression = unwrap(raw)
  if (expression.type === 'LogicalExpression' && expression.operator === 'and') {
    const left = split(expression.left, reader)
    const right = split(expression.right, reader)
    return {
      pushed: both(left.pushed, right.pushed, (a, b) => ({ kind: 'and', left: a, right: b })),
      kept: both(left.kept, right.kept, (a, b) => ({ ...expression, left: a, right: b })),
    }
  }
  const pushed = predicateOf(expression, reader)
  return pushed === undefined ? { pushed, kept: expression } : { pushed, kept: undefined }
}

function both<T>(a: T | undefined, b: T | undefined, join: (a: T, b: T) => T): T | undefined {
  if (a === undefined) return b
  return b === undefined ? a : join(a, b)
}

function unwrap(expression: Expression): Expression {
  return expression.type === 'ParenExpression' ? unwrap(expression.expression) : expression
}

function predicateOf(raw: Expression, reader: Reader): StoragePredicate | undefined {
  const expression = unwrap(raw)
  switch (expression.type) {
    case 'LogicalExpression': {
      const left = predicateOf(expression.left, reader)
      const right = left && predicateOf(expression.right, reader)
      return left && right && { kind: expression.operator, left, right }
    }
    case 'UnaryExpression':
      return existence(expression.operator, unwrap(expression.argument), reader)
    case 'BinaryExpression':
      return comparison(expression, reader)
    default:
      return undefined
  }
}

/** `exists r.t` and `not exists r.t`: storage compares with the empty text. */
function existence(operator: string, argument: Expression, reader: Reader): StoragePredicate | undefined {
  if (operator === 'exists') {
    const key = argument.type === 'MemberExpression' ? keyOf(argument, reader) : undefined
    return key === undefined || key === '_value' ? undefined : { kind: 'tag', key, operator: '!=', literal: '' }
  }
  if (operator !== 'not' || argument.type !== 'UnaryExpression') return undefined
  const inner = existence(argument.operator, unwrap(argument.argument), reader)
  if (inner?.kind !== 'tag') return undefined
  return { ...inner, operator: inner.operator === '!=' ? '==' : '!=' }
}

const tagOperators = new Set(['==', '!=', '=~', '!~'])
const valueOperators = new Set([...tagOperators, '<', '<=', '>', '>='])

function comparison(
  { left, operator, right }: Extract<Expression, { type: 'BinaryExpression' }>,
  reader: Reader,
): StoragePredicate | undefined {
  const subject = unwrap(left)
  const key = subject.type === 'MemberExpression' ? keyOf(subject, reader) : undefined
  const literal = literalOf(reader.constant(unwrap(right)))
  if (key === undefined || literal === undefined) return undefined
  if (key === '_value') {
    return valueOperators.has(operator) ? { kind: 'value', operator: operator as Operator, literal } : undefined
  }
  // An absent tag is null and not the empty text, which storage cannot say.
  if (operator === '==' && literal === '') return undefined
  return tagOperators.has(operator) ? { kind: 'tag', key, operator: operator as Operator, literal } : undefined
}

function keyOf({ object, property }: MemberExpression, { parameter }: Reader): string | undefined {
  const subject = unwrap(object)
  if (subject.type !== 'Identifier' || subject.name !== parameter) return undefined
  return property.type === 'Identifier' ? property.name : property.value
}

function literalOf(value: Value | undefined): Literal | undefined {
  if (value instanceof Regexp) return value
  return value !== undefined && typeof value !== 'object' ? value : undefined
}

const empty = new Scope()

/** The value of a literal, of a variable, or of a member of a variable; undefined: it is no constant. */
function constantOf(
  expression: Expression,
  lookup: (name: string) => Value | undefined,
  parameter: string,
): Value | undefined {
  switch (expression.type) {
    case 'StringLiteral':
    case 'IntegerLiteral':
    case 'FloatLiteral':
    case 'BooleanLiteral':
    case 'RegexpLiteral':
      return evaluate(expression, empty)
    case 'Identifier':
      if (expression.name === 'true') return true
      if (expression.name === 'false') return false
      return expression.name === parameter ? undefined : lookup(expression.name)
    case 'MemberExpression': {
      const object = constantOf(unwrap(expression.object), lookup, parameter)
      const { property } = expression
      return object instanceof FluxRecord
        ? object.get(property.type === 'Identifier' ? property.name : property.value)
        : undefined
    }
    default:
      return undefined
  }
}
