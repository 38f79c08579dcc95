import type { InfluxClient } from '../../client/influx-client.ts'
import { formatTime } from '../../client/rfc3339.ts'
import { decode } from '../../line-protocol/decode.ts'
import type { PointSet } from '../workload/point-set.ts'
import { cellValue } from './read-back.ts'
import { readStoredCells, type StoredColumn } from './stored-cells.ts'

/** Differences that are named. */
const mostNamed = 10

/**
 * Names up to ten cells that a bucket lacks, holds with another value, or holds beside what was written. Keeps all cells in memory: only
 * for sets whose fingerprint differs.
 */
export async function explainDifference(
  client: InfluxClient,
  {
    org,
    bucket,
    set,
    signal,
  }: {
    readonly org: string
    readonly bucket: string
    readonly set: PointSet
    readonly signal?: AbortSignal | undefined
  },
): Promise<readonly string[]> {
  const written = writtenCells(set)
  const named: string[] = []
  let more = 0
  const name = (text: string) => void (named.length < mostNamed ? named.push(text) : more++)
  let prefix = ''
  let type: StoredColumn['type'] = 'float'
  await readStoredCells(
    client,
    { org, bucket, startNs: set.startNs, stopNs: set.stopNs, signal },
    {
      column(column) {
        prefix = placeOf(column)
        type = column.type
      },
      cell(time, text) {
        const cell = `${prefix} at ${time}`
        const found = `${type} ${cellValue(type, text)}`
        const wanted = written.get(cell)
        written.delete(cell)
        if (wanted === undefined) name(`there, and not written: ${cell} = ${found}`)
        else if (wanted !== found) name(`another value: ${cell} = ${found}, written ${wanted}`)
      },
    },
  )
  for (const [cell, wanted] of written) name(`missing: ${cell} = ${wanted}`)
  return more === 0 ? named : [...named, `and ${more} more`]
}

/** The last value of each cell, with its type. */
function writtenCells({ batches }: PointSet): Map<string, string> {
  const cells = new Map<string, string>()
  for (const { body } of batches) {
    for (const { measurement, tags, fields, time } of decode(body).points) {
      for (const [field, { type, value }] of fields) {
        const place = placeOf({ measurement, tags, field, type })
        cells.set(`${place} at ${formatTime(time ?? 0n)}`, `${type} ${value}`)
      }
    }
  }
  return cells
}

function placeOf({ measurement, tags, field }: StoredColumn): string {
  const sorted = tags.filter(([, value]) => value !== '').toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `${measurement}${sorted.map(([key, value]) => `,${key}=${value}`).join('')} ${field}`
}
