import type { FluxRow } from '../client/annotated-csv.ts'
import type { FluxType } from '../client/flux-value.ts'
import type { FieldType } from '../line-protocol/types.ts'

const ownColumns: ReadonlySet<string> = new Set(['_start', '_stop', '_time', '_value', '_field', '_measurement'])

/** The tags of a row: its text columns, besides those that Flux itself adds. An empty one is a tag that the series lacks. */
export function tagsOf(row: FluxRow): ReadonlyMap<string, string> {
  const tags = new Map<string, string>()
  for (const { name, type } of row.columns) {
    if (type !== 'string' || ownColumns.has(name)) continue
    const value = row.values[name]
    if (typeof value === 'string' && value !== '') tags.set(name, value)
  }
  return tags
}

/** The text in a column, or '' where there is none. */
export function textOf(row: FluxRow, column: string): string {
  const value = row.values[column]
  return typeof value === 'string' ? value : ''
}

/** The integer or time in a column; undefined where there is none. */
export function bigintOf(row: FluxRow, column: string): bigint | undefined {
  const value = row.values[column]
  return typeof value === 'bigint' ? value : undefined
}

/** The number in a column, of any numeric type; undefined where there is none. */
export function numberOf(row: FluxRow, column: string): number | undefined {
  const value = row.values[column]
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined
}

const fieldTypes: Partial<Record<FluxType, FieldType>> = {
  double: 'float',
  long: 'integer',
  unsignedLong: 'unsigned',
  string: 'string',
  boolean: 'boolean',
}

/** The field type that the type of a row's value stands for. */
export function fieldTypeOf(row: FluxRow): FieldType {
  const type = row.columns.find((column) => column.name === '_value')?.type ?? 'string'
  return fieldTypes[type] ?? 'string'
}
