import { TypeConflict } from '../../interpreter/args.ts'
import { propertyName } from '../../interpreter/evaluate.ts'
import { isVectorisable } from '../../interpreter/vectorisable.ts'
import type { Expression, FunctionExpression, ObjectExpression } from '../../language/ast.ts'
import { FluxError } from '../../language/flux-error.ts'
import { StepError } from '../../plan/runtime-error.ts'
import type { Column } from '../../table/column.ts'
import { compareStrings } from '../../table/group-key.ts'
import { columnOf, RowRecord, type Table } from '../../table/table.ts'
import { TableCollector } from '../../table/table-collector.ts'
import { type FluxFunction, FluxRecord, type Frame, typeName } from '../../values/value.ts'
import { compileRowFunction, rowFunction } from '../row-function.ts'
import { transformation } from '../transformation.ts'
import { ColumnGrower } from './column-grower.ts'
import { regroup } from './group.ts'

/** Replaces every row by the record that a function makes of it; tables of one key become one. */
export const map = transformation('map', ['fn', 'mergeKey?'], {
  options: (args) => ({ fn: args.func('fn') }),
  *stream(tables, { fn }, { frame }) {
    const collector = new TableCollector()
    for (const table of tables) {
      if (table.length === 0) continue
      const mapped = mapTable(table, fn, frame)
      const key = table.key.columns.flatMap(({ label }) => columnOf(mapped, label) ?? [])
      regroup(mapped, key, collector)
    }
    yield* collector.tables('sorted')
  },
})

/** The table that a function makes of a table's rows, still with the old key. */
export function mapTable(table: Table, fn: FluxFunction, frame: Frame): Table {
  const { definition } = fn
  const vectorised = definition !== undefined && isVectorisable(definition.expression)
  compileRowFunction(fn, table, vectorised ? vectorMismatch : undefined)
  const extension = definition === undefined ? undefined : extensionOf(definition.expression)
  const columns =
    extension === undefined || definition === undefined
      ? replaced(table, fn, frame)
      : extended(table, { extension, open: definition.open({ ...frame, row: true }), vectorised })
  if (!vectorised) columns.sort((a, b) => compareStrings(a.label, b.label))
  return { key: table.key, columns, length: columns.length === 0 ? 0 : table.length }
}

/** Over columns a real server names no position. */
function vectorMismatch(_operator: string, left: string, right: string): never {
  throw new StepError(`runtime error: type conflict: ${right} != ${left}`)
}

interface Extension {
  readonly row: string
  readonly properties: readonly (readonly [label: string, value: Expression])[]
}

/** The labels that `(r) => ({r with …})` sets; undefined: the function is another. */
function extensionOf({ params, body }: FunctionExpression): Extension | undefined {
  const [parameter] = params
  const record = body.type === 'Block' ? undefined : recordOf(body)
  if (parameter === undefined || record?.with?.name !== propertyName(parameter)) return undefined
  const properties = record.properties ?? []
  const labels = new Set(properties.map(propertyName))
  if (labels.size < properties.length) return undefined
  return {
    row: propertyName(parameter),
    properties: properties.map((one) => [
      propertyName(one),
      one.value ?? { ...one.key, type: 'Identifier', name: propertyName(one) },
    ]),
  }
}

function recordOf(expression: Expression): ObjectExpression | undefined {
  if (expression.type === 'ParenExpression') return recordOf(expression.expression)
  return expression.type === 'ObjectExpression' ? expression : undefined
}

/** The table's columns with some set anew: the others are taken as they are. */
function extended(
  table: Table,
  {
    extension: { row: name, properties },
    open,
    vectorised,
  }: {
    extension: Extension
    open: ReturnType<NonNullable<FluxFunction['definition']>['open']>
    vectorised: boolean
  },
): Column[] {
  const growers = properties.map(([label, expression]) => ({ grower: new ColumnGrower(label), expression }))
  for (let row = 0; row < table.length; row++) {
    open.set(name, new RowRecord(table, row))
    for (const { grower, expression } of growers) {
      grower.push(
        evaluated(() => open.value(expression), vectorised),
        row,
      )
    }
  }
  const made = new Map(growers.map(({ grower }) => [grower.label, grower.column(table.length)]))
  const columns = table.columns.flatMap((column) =>
    made.has(column.label) ? (made.get(column.label) ?? []) : [column],
  )
  for (const [label, column] of made) {
    if (column !== undefined && columnOf(table, label) === undefined) columns.push(column)
  }
  return columns
}

/** The columns of whole records. */
function replaced(table: Table, fn: FluxFunction, frame: Frame): Column[] {
  const make = rowFunction(fn, frame)
  const growers = new Map<string, ColumnGrower>()
  for (let row = 0; row < table.length; row++) {
    const record = evaluated(() => make(table, row), false)
    if (!(record instanceof FluxRecord)) {
      throw new FluxError(`map function must return an object, got ${typeName(record)}`)
    }
    for (const [label, value] of record.fields) {
      const grower = growers.get(label) ?? new ColumnGrower(label)
      growers.set(label, grower)
      grower.push(value, row)
    }
  }
  return [...growers.values()].flatMap((grower) => grower.column(table.length) ?? [])
}

function evaluated<T>(evaluate: () => T, vectorised: boolean): T {
  try {
    return evaluate()
  } catch (error) {
    if (!(error instanceof FluxError) || error.code === 'not implemented' || error instanceof TypeConflict) throw error
    if (vectorised && error.location !== undefined) throw error
    throw new FluxError(`failed to evaluate map function: ${error.message}`, { code: error.code, cause: error })
  }
}
