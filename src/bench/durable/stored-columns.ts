import { FluxStreamError } from '../../client/annotated-csv.ts'
import { fluxTypeOf } from '../../client/flux-value.ts'
import type { FieldType } from '../../line-protocol/types.ts'
import type { CellPlace } from './cell-hash.ts'

/** Where things stand in the rows of tables of one schema. */
export interface StoredColumns {
  readonly table: number
  readonly time: number
  readonly value: number
  readonly measurement: number
  readonly field: number
  readonly type: FieldType
  readonly tags: readonly (readonly [key: string, index: number])[]
  /** All rows of a table are of one series: tags are part of its key. */
  readonly isBySeries: boolean
}

/** Annotations before a header, by column. */
export interface Annotations {
  readonly group: readonly string[]
  readonly datatype: readonly string[]
}

const types: Readonly<Partial<Record<string, FieldType>>> = {
  double: 'float',
  long: 'integer',
  unsignedLong: 'unsigned',
  boolean: 'boolean',
  string: 'string',
}

/**
 * Reads a header. A tag may have the name of a column, `_value` or `table`: the column is the one that is not part of the key, or comes first.
 * @throws RangeError for what is no table of cells, such as a proxy's page: it must not pass for an empty answer.
 */
export function storedColumns(names: readonly string[], { group, datatype }: Annotations): StoredColumns {
  const isKey = (index: number) => group[index] === 'true'
  const at = (name: string, isWanted = (_index: number) => true) => {
    const index = names.findIndex((one, index) => index > 0 && one === name && isWanted(index))
    if (index < 0) throw new RangeError(`no cells: a table without ${name}: ${names.join(',').slice(0, 200)}`)
    return index
  }
  if (names[0] !== '') throw new RangeError(`no annotated CSV: ${names.join(',').slice(0, 80)}`)
  const value = at('_value', (index) => !isKey(index))
  const type = types[fluxTypeOf(datatype[value] ?? '')]
  if (type === undefined) throw new RangeError(`no cells: values of type ${datatype[value]}`)
  const columns = {
    table: at('table'),
    time: at('_time', (index) => !isKey(index)),
    value,
    measurement: at('_measurement'),
    field: at('_field'),
  }
  const taken = new Set([0, at('result'), ...Object.values(columns)])
  const tags = names.flatMap((name, index) =>
    taken.has(index) || datatype[index] !== 'string' ? [] : [[name, index] as const],
  )
  return { ...columns, type, tags, isBySeries: isKey(columns.measurement) }
}

/** What a row belongs to. */
export function placeOfRow(row: readonly string[], columns: StoredColumns): CellPlace {
  const { measurement, field, type, tags } = columns
  return {
    measurement: row[measurement] ?? '',
    field: row[field] ?? '',
    type,
    tags: tags.map(([key, index]) => [key, row[index] ?? ''] as const),
  }
}

/** @throws FluxStreamError when the table is that of an error: it may end any answer. */
export function refuseErrorTable(names: readonly string[], row: readonly string[]): void {
  if (names.includes('result') || !names.includes('error')) return
  throw new FluxStreamError(row[names.indexOf('error')] ?? '', row[names.indexOf('reference')] ?? '')
}
