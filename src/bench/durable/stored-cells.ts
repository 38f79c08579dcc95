import { FluxStreamError } from '../../client/annotated-csv.ts'
import { readCsvRows } from '../../client/csv-rows.ts'
import { fluxTime } from '../../client/flux-literal.ts'
import { fluxTypeOf } from '../../client/flux-value.ts'
import type { InfluxClient } from '../../client/influx-client.ts'
import { fluxString } from '../../contract/flux-string.ts'
import type { FieldType } from '../../line-protocol/types.ts'

/** Where points are, and in which time. */
export interface StoredPlace {
  readonly org: string
  readonly bucket: string
  readonly startNs: bigint
  /** Exclusive. */
  readonly stopNs: bigint
  readonly signal?: AbortSignal | undefined
}

/** Cells that share series and field. */
export interface StoredColumn {
  readonly measurement: string
  readonly field: string
  readonly type: FieldType
  readonly tags: readonly (readonly [key: string, value: string])[]
}

/** Gets each stored cell as text, a column at a time; columns may come again. */
export interface CellSink {
  column(column: StoredColumn): void
  cell(time: string, value: string): void
}

const types: Readonly<Record<string, FieldType>> = {
  double: 'float',
  long: 'integer',
  unsignedLong: 'unsigned',
  boolean: 'boolean',
  string: 'string',
}

/**
 * Reads all cells of a bucket in a time, as the server streams them: they need not be held in memory.
 * @throws ClientError as a query does, also for an error inside a 200.
 */
export async function readStoredCells(client: InfluxClient, place: StoredPlace, sink: CellSink): Promise<void> {
  const { org, bucket, startNs, stopNs, signal } = place
  const query = `from(bucket: ${fluxString(bucket)})
  |> range(start: ${fluxTime(startNs)}, stop: ${fluxTime(stopNs)})
  |> drop(columns: ["_start", "_stop"])`
  const call = {
    operation: 'read points back',
    method: 'POST',
    path: '/api/v2/query',
    query: { org },
    headers: { accept: 'application/csv' },
    json: { query, type: 'flux', dialect: { annotations: ['group', 'datatype', 'default'] } },
    timeoutMs: 600_000,
    signal,
  } as const
  const answer = await client.http.send(call)
  try {
    await readCells(readCsvRows(textOf(answer.chunks())), sink)
  } catch (error) {
    if (error instanceof FluxStreamError) throw client.http.fail(call, 'query', error.message)
    if (error instanceof RangeError) throw client.http.fail(call, 'unexpected-answer', error.message)
    throw error
  }
}

async function readCells(rows: AsyncIterable<string[]>, sink: CellSink): Promise<void> {
  let datatypes: string[] = []
  let head: Head | undefined
  let table: string | undefined
  for await (const row of rows) {
    const first = row[0] ?? ''
    if (first.startsWith('#')) {
      if (first === '#datatype') datatypes = row
      head = undefined
    } else if (row.length > 1 && head === undefined) {
      head = headOf(row, datatypes)
      table = undefined
    } else if (row.length > 1 && head !== undefined) {
      const number = row[head.table] ?? ''
      if (number !== table) sink.column(columnOf(row, head))
      table = number
      sink.cell(row[head.time] ?? '', row[head.value] ?? '')
    }
  }
}

interface Head {
  readonly names: readonly string[]
  readonly table: number
  readonly time: number
  readonly value: number
  readonly type: FieldType
}

/** @throws FluxStreamError for an error table, RangeError for columns that cells do not have. */
function headOf(names: readonly string[], datatypes: readonly string[]): Head {
  if (names.includes('error') && !names.includes('_value')) throw new FluxStreamError(names.join(','), '')
  const at = (name: string) => {
    const index = names.indexOf(name)
    if (index < 0) throw new RangeError(`no column ${name} in ${names.join(',').slice(0, 200)}`)
    return index
  }
  const value = at('_value')
  const type = types[fluxTypeOf(datatypes[value] ?? '')]
  if (type === undefined) throw new RangeError(`a value of type ${datatypes[value]}`)
  return { names, table: at('table'), time: at('_time'), value, type }
}

const notTags: ReadonlySet<string> = new Set(['', 'result', 'table', '_time', '_value', '_field', '_measurement'])

function columnOf(row: readonly string[], { names, type }: Head): StoredColumn {
  const cell = (name: string) => row[names.indexOf(name)] ?? ''
  const tags = names.flatMap((name, index) => (notTags.has(name) ? [] : [[name, row[index] ?? ''] as const]))
  return { measurement: cell('_measurement'), field: cell('_field'), type, tags }
}

async function* textOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}
