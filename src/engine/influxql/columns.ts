import { arithmetic, evaluate } from './condition.ts'
import { applyWindowFunction, isWindowFunction, type Picked, type Sample, selectorNames } from './functions.ts'
import { type Cell, InfluxqlError } from './host.ts'
import { type MeasurementRows, type Row, rowLookup } from './rows.ts'
import type { Expression, SelectStatement } from './syntax.ts'
import { transformations } from './transformations.ts'

/** A column of a SELECT with its wildcards resolved. */
export interface SelectColumn {
  readonly name: string
  readonly expression: Expression
}

type Call = Extract<Expression, { kind: 'call' }>

/** The calls inside an expression, outermost first. */
export function callsOf(expression: Expression): Call[] {
  if (expression.kind === 'call') return [expression, ...expression.args.flatMap(callsOf)]
  return expression.kind === 'binary' ? [...callsOf(expression.left), ...callsOf(expression.right)] : []
}

function columnName(expression: Expression): string {
  if (expression.kind === 'reference') return expression.name
  if (expression.kind === 'call') return expression.name
  if (expression.kind === 'binary')
    return [columnName(expression.left), columnName(expression.right)].filter(Boolean).join('_')
  return ''
}

function expandWildcard(
  only: 'tag' | 'field' | undefined,
  data: MeasurementRows,
  grouped: ReadonlySet<string>,
): string[] {
  const tags = only === 'field' ? [] : data.tagKeys.filter((key) => !grouped.has(key))
  const fields = only === 'tag' ? [] : [...data.fieldTypes.keys()]
  return [...new Set([...tags, ...fields])].sort()
}

/** A call over a wildcard or a regular expression, once a field: `mean(*)` gives mean_a, mean_b. */
function expandCall(call: Call, data: MeasurementRows): SelectColumn[] | undefined {
  const [first, ...rest] = call.args
  if (first?.kind !== 'wildcard' && first?.kind !== 'regex') return undefined
  const fields = [...data.fieldTypes].filter(([name, type]) => {
    if (first.kind === 'regex' && !first.value.test(name)) return false
    return ['count', 'first', 'last', 'mode'].includes(call.name) || (type !== 'string' && type !== 'boolean')
  })
  return fields
    .map(
      ([field]): SelectColumn => ({
        name: `${call.name}_${field}`,
        expression: { ...call, args: [{ kind: 'reference', name: field }, ...rest] },
      }),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The columns of a SELECT on one measurement; names that occur twice get _1, _2, … as the server gives them. */
export function resolveColumns(
  statement: SelectStatement,
  data: MeasurementRows,
  grouped: ReadonlySet<string>,
): SelectColumn[] {
  const columns = statement.columns.flatMap(({ expression, alias }): SelectColumn[] => {
    if (expression.kind === 'wildcard' || expression.kind === 'regex') {
      const only = expression.kind === 'wildcard' ? expression.only : undefined
      const names = expandWildcard(only, data, grouped)
      const chosen = expression.kind === 'regex' ? names.filter((name) => expression.value.test(name)) : names
      return chosen.map((name) => ({ name, expression: { kind: 'reference', name } }))
    }
    const expanded = expression.kind === 'call' ? expandCall(expression, data) : undefined
    return expanded ?? [{ name: alias ?? columnName(expression), expression }]
  })
  const withoutTime = columns.filter(({ expression }) => expression.kind !== 'reference' || expression.name !== 'time')
  const seen = new Map<string, number>()
  return withoutTime.map((column) => {
    const count = seen.get(column.name) ?? 0
    seen.set(column.name, count + 1)
    return count === 0 ? column : { ...column, name: `${column.name}_${count}` }
  })
}

function samplesOf(expression: Expression | undefined, rows: readonly Row[], data: MeasurementRows): Sample[] {
  if (expression === undefined) return []
  const isField = (name: string) => data.fieldTypes.has(name)
  return rows.flatMap((row) => {
    const value = evaluate(expression, rowLookup(row, isField))
    return value === undefined || value === null ? [] : [{ time: row.time, value }]
  })
}

function parameterOf(call: Call): number | undefined {
  const [, second] = call.args
  return second?.kind === 'number' ? second.value : undefined
}

/** The value of an expression with calls over the rows of one window. */
export function evaluateWindow(expression: Expression, rows: readonly Row[], data: MeasurementRows): Picked {
  if (expression.kind === 'call') {
    const [argument] = expression.args
    if (expression.name === 'count' && argument?.kind === 'call' && argument.name === 'distinct') {
      const distinct = new Set(samplesOf(argument.args[0], rows, data).map(({ value }) => value))
      return { value: BigInt(distinct.size) }
    }
    return applyWindowFunction(expression.name, samplesOf(argument, rows, data), parameterOf(expression))
  }
  if (expression.kind === 'binary') {
    const left = evaluateWindow(expression.left, rows, data)
    const right = evaluateWindow(expression.right, rows, data)
    if (left.value === null || right.value === null) return { value: null }
    return { value: arithmetic(expression.operator, left.value, right.value) }
  }
  return { value: evaluate(expression, () => undefined) ?? null }
}

/** True for a column that turns a run of samples into another run: `difference(x)`, `derivative(mean(x), 1m)`. */
export function isTransformation(expression: Expression): expression is Call {
  return expression.kind === 'call' && Object.hasOwn(transformations, expression.name)
}

/** Applies the column's transformation to samples of its inner expression. */
export function transform(call: Call, samples: readonly Sample[]): Sample[] {
  const [, second] = call.args
  const parameter = second?.kind === 'duration' ? second.value : second?.kind === 'number' ? second.integer : undefined
  return transformations[call.name]?.(samples, parameter) ?? []
}

/** The samples of a transformation's inner expression, where it has no call of its own. */
export function rawSamples(call: Call, rows: readonly Row[], data: MeasurementRows): Sample[] {
  return samplesOf(call.args[0], rows, data)
}

/** A lone selector answers with the time of the point that it picked. */
export function isLoneSelector(columns: readonly SelectColumn[]): boolean {
  const calls = columns.flatMap(({ expression }) => callsOf(expression))
  return calls.length === 1 && calls[0] !== undefined && selectorNames.has(calls[0].name)
}

/** Refuses names that are no function, before anything is read. */
export function checkCalls(statement: SelectStatement): void {
  for (const { expression } of statement.columns) {
    for (const call of callsOf(expression)) {
      const known = isWindowFunction(call.name) || Object.hasOwn(transformations, call.name) || call.name === 'distinct'
      if (!known) throw new InfluxqlError(`undefined function ${call.name}()`)
    }
  }
}

/** Distinct values of `distinct(x)`, in the order of their first time. */
export function distinctValues(call: Call, rows: readonly Row[], data: MeasurementRows): Cell[] {
  return [...new Set(samplesOf(call.args[0], rows, data).map(({ value }) => value))]
}
