import { createInfluxClient } from '../client/influx-client.ts'
import { createEngine, type Engine, type EngineSnapshot } from '../engine/engine.ts'
import { cellsOfPoint } from '../history/cells.ts'
import type { Cell } from '../history/history-model.ts'
import type { FieldValue } from '../line-protocol/types.ts'
import { caseServer } from './case-server.ts'

/** Shows what an engine held at the moment of a snapshot, while the engine itself goes on. */
export interface Reader extends AsyncDisposable {
  cells(snapshot: EngineSnapshot): Promise<readonly Cell[]>
}

const columns = new Set(['_start', '_stop', '_time', '_value', '_field', '_measurement'])

/** Reads through an engine of its own, by Flux, as any client would. */
export async function createReader(): Promise<Reader> {
  const engine: Engine = await createEngine()
  const { org, bucket, token } = caseServer
  const client = createInfluxClient({ url: 'http://reader', token, transport: engine.fetch, timeoutMs: 60_000 })
  return {
    async cells(snapshot) {
      engine.restore(snapshot)
      const flux = `from(bucket: "${bucket}") |> range(start: 1900-01-01T00:00:00Z, stop: 2200-01-01T00:00:00Z)`
      const rows = await client.flux.rows(org, flux)
      return rows.flatMap(({ values, columns: typed }) => {
        const type = typed.find(({ name }) => name === '_value')?.type
        const tags = Object.entries(values).filter(([name, value]) => !columns.has(name) && typeof value === 'string')
        return cellsOfPoint({
          measurement: String(values._measurement),
          tags: tags.map(([name, value]) => [name, String(value)] as const),
          fields: [[String(values._field), fieldValueOf(type, values._value)]],
          time: BigInt(String(values._time)),
        })
      })
    },
    [Symbol.asyncDispose]: () => engine.close(),
  }
}

function fieldValueOf(type: string | undefined, value: unknown): FieldValue {
  if (type === 'unsignedLong') return { type: 'unsigned', value: BigInt(String(value)) }
  if (type === 'long') return { type: 'integer', value: BigInt(String(value)) }
  if (type === 'boolean') return { type: 'boolean', value: value === true }
  if (type === 'double') return { type: 'float', value: Number(value) }
  // Annotated CSV shows a newline inside a value as CR LF.
  return { type: 'string', value: String(value).replaceAll('\r\n', '\n') }
}
