import { propertyName } from '../../interpreter/evaluate.ts'
import type { Expression } from '../../language/ast.ts'
import { BareError } from '../../plan/runtime-error.ts'
import type { FluxFunction } from '../../values/value.ts'

/** A pair of columns whose cells must be equal. */
export interface JoinColumns {
  readonly left: string
  readonly right: string
}

/** The pairs of `(l, r) => l.a == r.b and …`. Throws for any other expression what a planner says of it. */
export function joinColumns(on: FluxFunction): JoinColumns[] {
  const body = on.definition?.expression.body
  if (body === undefined || body.type === 'Block') {
    throw unsupported('function body should be a single logical expression that compares columns from each table')
  }
  const found: Found = { pairs: [], fault: undefined }
  walk(body, found)
  if (found.fault !== undefined) throw unsupported(found.fault)
  return found.pairs
}

function unsupported(fault: string): BareError {
  return new BareError(
    'error in building plan while starting program: error in join function - some expressions are not yet supported ' +
      `in the \`on\` parameter: ${fault}`,
  )
}

interface Found {
  readonly pairs: JoinColumns[]
  /** Of several faults the last one is told. */
  fault: string | undefined
}

function walk(expression: Expression, found: Found): void {
  switch (expression.type) {
    case 'ParenExpression':
      walk(expression.expression, found)
      return
    case 'LogicalExpression':
    case 'BinaryExpression': {
      const { operator, left, right } = expression
      const wanted = expression.type === 'LogicalExpression' ? 'and' : '=='
      if (operator !== wanted) found.fault = `unsupported operator in join predicate: ${operator}`
      else if (operator === '==') compared(left, right, found)
      walk(left, found)
      walk(right, found)
      return
    }
    case 'MemberExpression':
    case 'Identifier':
      return
    default:
      found.fault = `illegal expression type in join predicate: ${expression.type}`
  }
}

function compared(left: Expression, right: Expression, found: Found): void {
  const [one, other] = [memberOf(left), memberOf(right)]
  if (one === undefined) found.fault = 'left side of comparison is not a member expression'
  else if (other === undefined) found.fault = 'right side of comparison is not a member expression'
  else if (one.record === 'l' && other.record === 'r') found.pairs.push({ left: one.label, right: other.label })
  else if (one.record === 'r' && other.record === 'l') found.pairs.push({ left: other.label, right: one.label })
  else {
    found.fault = 'binary expression operands must reference `l` or `r` only, and may not reference the same object'
  }
}

function memberOf(expression: Expression): { record: string; label: string } | undefined {
  if (expression.type !== 'MemberExpression' || expression.object.type !== 'Identifier') return undefined
  const { object, property } = expression
  return { record: object.name, label: propertyName({ key: property, value: null, location: property.location }) }
}
