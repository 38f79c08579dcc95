import type {
  CallExpression,
  Expression,
  FunctionExpression,
  ObjectExpression,
  Property,
  Statement,
} from '../language/ast.ts'
import { FluxError } from '../language/flux-error.ts'
import { binary } from '../values/binary.ts'
import { dictKey } from '../values/dict-key.ts'
import { durationOf, negateDuration } from '../values/duration-math.ts'
import { compileRegexp } from '../values/regexp-syntax.ts'
import { stringOf } from '../values/text.ts'
import { parseTime } from '../values/time-text.ts'
import {
  Dict,
  Duration,
  FluxArray,
  FluxFunction,
  FluxRecord,
  isNull,
  nullOf,
  type OpenCall,
  type Regexp,
  Time,
  typeName,
  Uint,
  type Value,
} from '../values/value.ts'
import { call } from './call.ts'
import { PackageValue } from './package-value.ts'
import { Scope } from './scope.ts'

type Evaluator = (scope: Scope) => Value

const compiled = new WeakMap<object, Evaluator>()

/** The value of an expression in a scope. Expressions are turned into closures once. */
export function evaluate(expression: Expression, scope: Scope): Value {
  return evaluatorOf(expression)(scope)
}

function evaluatorOf(expression: Expression): Evaluator {
  let known = compiled.get(expression)
  if (known === undefined) {
    known = compile(expression)
    compiled.set(expression, known)
  }
  return known
}

function compile(expression: Expression): Evaluator {
  switch (expression.type) {
    case 'Identifier':
      return identifier(expression.name)
    case 'StringLiteral':
    case 'BooleanLiteral':
    case 'FloatLiteral':
    case 'IntegerLiteral':
    case 'DateTimeLiteral':
    case 'RegexpLiteral':
    case 'DurationLiteral':
      return literal(expression)
    case 'ArrayExpression': {
      const elements = (expression.elements ?? []).map(evaluatorOf)
      return (scope) => new FluxArray(elements.map((one) => one(scope)))
    }
    case 'DictExpression': {
      const elements = (expression.elements ?? []).map(({ key, val }) => [evaluatorOf(key), evaluatorOf(val)] as const)
      return (scope) => {
        const entries = elements.map(([key, value]) => [key(scope), value(scope)] as const)
        return new Dict(new Map(entries.map((entry) => [dictKey(entry[0]), entry])))
      }
    }
    case 'ObjectExpression':
      return record(expression)
    case 'ParenExpression':
      return evaluatorOf(expression.expression)
    case 'FunctionExpression':
      return (scope) => makeFunction(expression, scope)
    case 'CallExpression':
      return callEvaluator(expression, undefined)
    case 'PipeExpression':
      return callEvaluator(expression.call, evaluatorOf(expression.argument))
    case 'LogicalExpression':
      return logical(expression.operator, evaluatorOf(expression.left), evaluatorOf(expression.right))
    case 'BinaryExpression': {
      const left = evaluatorOf(expression.left)
      const right = evaluatorOf(expression.right)
      const { operator, location } = expression
      return (scope) => binary(operator, left(scope), right(scope), location)
    }
    case 'UnaryExpression':
      return unary(expression.operator, evaluatorOf(expression.argument))
    case 'MemberExpression': {
      const object = evaluatorOf(expression.object)
      const { property } = expression
      const name = property.type === 'Identifier' ? property.name : property.value
      return (scope) => member(object(scope), name)
    }
    case 'IndexExpression': {
      const array = evaluatorOf(expression.array)
      const index = evaluatorOf(expression.index)
      return (scope) => element(array(scope), index(scope))
    }
    case 'ConditionalExpression': {
      const test = evaluatorOf(expression.test)
      const consequent = evaluatorOf(expression.consequent)
      const alternate = evaluatorOf(expression.alternate)
      return (scope) => (test(scope) === true ? consequent(scope) : alternate(scope))
    }
    case 'StringExpression': {
      const parts = expression.parts.map((part) =>
        part.type === 'TextPart' ? () => part.value : interpolation(evaluatorOf(part.expression)),
      )
      return (scope) => parts.map((part) => part(scope)).join('')
    }
    default:
      throw new FluxError(`unsupported expression ${expression.type}`, { code: 'internal error' })
  }
}

function identifier(name: string): Evaluator {
  if (name === 'true' || name === 'false') return () => name === 'true'
  return (scope) => {
    const value = scope.lookup(name)
    if (value === undefined) throw new FluxError(`undefined identifier "${name}"`)
    return value
  }
}

function literal(expression: Extract<Expression, { value: unknown } | { type: 'DurationLiteral' }>): Evaluator {
  const value = literalValue(expression)
  return () => value
}

function literalValue(expression: Extract<Expression, { value: unknown } | { type: 'DurationLiteral' }>): Value {
  switch (expression.type) {
    case 'DurationLiteral':
      return durationOf(expression.values.map(({ magnitude, unit }) => ({ magnitude: BigInt(magnitude), unit })))
    case 'StringLiteral':
      return expression.value
    case 'IntegerLiteral':
      return BigInt.asIntN(64, BigInt(expression.value))
    case 'FloatLiteral':
      return Number(expression.value)
    case 'BooleanLiteral':
      return expression.value === true
    case 'DateTimeLiteral':
      return new Time(parseTime(String(expression.value)) ?? 0n)
    default:
      return regexpOf(String(expression.value))
  }
}

function regexpOf(source: string): Regexp {
  return compileRegexp(source)
}

function record(expression: ObjectExpression): Evaluator {
  const base = expression.with ? identifier(expression.with.name) : undefined
  const properties = (expression.properties ?? []).map((property) => {
    const name = propertyName(property)
    return [name, property.value === null ? identifier(name) : evaluatorOf(property.value)] as const
  })
  const labels = properties.map(([name]) => name)
  const twice = labels.find((label, i) => labels.indexOf(label) !== i)
  return (scope) => {
    if (twice !== undefined) throw new FluxError(`duplicate key in object: "${twice}"`)
    const source = base?.(scope)
    const fields = new Map(source instanceof FluxRecord ? source.fields : [])
    for (const [name, value] of properties) fields.set(name, value(scope))
    return new FluxRecord(fields)
  }
}

/** The label of a property, written bare or quoted. */
export function propertyName({ key }: Property): string {
  return key.type === 'Identifier' ? key.name : key.value
}

function logical(operator: 'and' | 'or', left: Evaluator, right: Evaluator): Evaluator {
  const decisive = operator === 'or'
  return (scope) => {
    const first = left(scope)
    if (first === decisive) return decisive
    const second = right(scope)
    if (second === decisive) return decisive
    return isNull(first) || isNull(second) ? nullOf('bool') : !decisive
  }
}

function unary(operator: string, argument: Evaluator): Evaluator {
  switch (operator) {
    case 'not':
      return (scope) => {
        const value = argument(scope)
        return isNull(value) ? value : value !== true
      }
    case 'exists':
      return (scope) => !isNull(argument(scope))
    case '-':
      return (scope) => negate(argument(scope))
    default:
      return argument
  }
}

function negate(value: Value): Value {
  if (typeof value === 'number') return -value
  if (typeof value === 'bigint') return BigInt.asIntN(64, -value)
  if (value instanceof Uint) return new Uint(-value.value)
  if (value instanceof Duration) return negateDuration(value)
  if (isNull(value)) return value
  throw new FluxError(`unsupported unary expression -${typeName(value)}`)
}

function member(object: Value, name: string): Value {
  if (object instanceof PackageValue) return object.member(name)
  if (object instanceof FluxRecord) return object.get(name) ?? nullOf('invalid')
  if (isNull(object)) return nullOf('invalid')
  throw new FluxError(`cannot access property ${name} of ${typeName(object)}`)
}

function element(array: Value, index: Value): Value {
  if (array instanceof FluxRecord && typeof index === 'string') return member(array, index)
  if (!(array instanceof FluxArray) || typeof index !== 'bigint') {
    throw new FluxError(`cannot index ${typeName(array)} with ${typeName(index)}`)
  }
  const value = index >= 0n ? array.elements[Number(index)] : undefined
  if (value === undefined) {
    throw new FluxError(`cannot access element ${index} of array of length ${array.elements.length}`)
  }
  return value
}

function interpolation(evaluator: Evaluator): (scope: Scope) => string {
  return (scope) => {
    const value = evaluator(scope)
    if (isNull(value)) throw new FluxError('cannot interpolate expression to string: null value')
    const text = stringOf(value)
    if (text === undefined) throw new FluxError(`cannot interpolate expression of type ${typeName(value)} to string`)
    return text
  }
}

function callEvaluator(expression: CallExpression, piped: Evaluator | undefined): Evaluator {
  const callee = evaluatorOf(expression.callee)
  const named = expression.arguments?.[0]
  const properties = named?.type === 'ObjectExpression' ? (named.properties ?? []) : []
  const values = properties.map((property) => {
    const name = propertyName(property)
    return [name, property.value === null ? identifier(name) : evaluatorOf(property.value)] as const
  })
  const name = calleeName(expression.callee)
  const { location } = expression
  return (scope) => {
    // The piped value is made first: its side effects and errors come before those of the arguments.
    const input = piped?.(scope)
    const fn = callee(scope)
    const args = new Map<string, Value>()
    for (const [label, value] of values) args.set(label, value(scope))
    const frame = scope.library ? { ...scope.library, row: true } : { name, location, row: scope.row }
    return call(fn, args, { frame, piped: input })
  }
}

function calleeName(callee: Expression): string {
  if (callee.type === 'Identifier') return callee.name
  if (callee.type === 'MemberExpression') {
    return callee.property.type === 'Identifier' ? callee.property.name : callee.property.value
  }
  return '<anonymous>'
}

function makeFunction(expression: FunctionExpression, scope: Scope): FluxFunction {
  const parameters = expression.params.map((property) => ({
    name: propertyName(property),
    pipe: property.value?.type === 'PipeLiteral',
    optional: property.value !== null && property.value.type !== 'PipeLiteral',
  }))
  return new FluxFunction({
    name: '',
    parameters,
    definition: {
      expression,
      lookup: (name) => scope.lookup(name),
      open: (frame) => openCall(expression, new Scope({ parent: scope, row: frame.row ?? false })),
      make: (other) => makeFunction(other, scope),
    },
    invoke(args, frame) {
      const inner = new Scope({ parent: scope, row: frame.row ?? false })
      for (const property of expression.params) {
        const name = propertyName(property)
        const given = args.get(name)
        if (given !== undefined) inner.set(name, given)
        else if (property.value !== null && property.value.type !== 'PipeLiteral') {
          inner.set(name, evaluate(property.value, scope))
        } else throw new FluxError(`missing required argument "${name}"`)
      }
      return expression.body.type === 'Block' ? runBlock(expression.body.body, inner) : evaluate(expression.body, inner)
    },
  })
}

function openCall({ params, body }: FunctionExpression, inner: Scope): OpenCall {
  for (const property of params) {
    const { value } = property
    if (value !== null && value.type !== 'PipeLiteral') inner.set(propertyName(property), evaluate(value, inner))
  }
  const whole = body.type === 'Block' ? undefined : evaluatorOf(body)
  return {
    set: (parameter, value) => inner.set(parameter, value),
    value(expression) {
      if (expression !== undefined) return evaluatorOf(expression)(inner)
      if (whole !== undefined) return whole(inner)
      return body.type === 'Block' ? runBlock(body.body, new Scope({ parent: inner })) : evaluate(body, inner)
    },
  }
}

function runBlock(body: readonly Statement[], scope: Scope): Value {
  for (const statement of body) {
    if (statement.type === 'ReturnStatement') return evaluate(statement.argument, scope)
    if (statement.type === 'VariableAssignment') scope.set(statement.id.name, evaluate(statement.init, scope))
    if (statement.type === 'ExpressionStatement') evaluate(statement.expression, scope)
  }
  throw new FluxError('function body has no return statement')
}
