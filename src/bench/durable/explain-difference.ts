import type { InfluxClient } from '../../client/influx-client.ts'
import { formatTime } from '../../client/rfc3339.ts'
import { decodeInto } from '../../line-protocol/decode.ts'
import type { DecodedPoint } from '../../line-protocol/decode-result.ts'
import type { PointSet } from '../workload/point-set.ts'
import type { CellPlace } from './cell-hash.ts'
import { type SetPlace, storedValue } from './read-back.ts'
import { shownText } from './shown-text.ts'
import { readStoredCells } from './stored-cells.ts'
import { type TimeWindow, timeWindows } from './time-windows.ts'

/** Differences that are named. */
const mostNamed = 10
/** Cells that are held in memory at a time, about. */
const mostCells = 200_000

/**
 * Names up to ten cells that a bucket lacks, holds with another value, or holds beside what was written: window by window of the time of
 * the set, until there are ten. For sets whose fingerprint differs. @throws ClientError.
 */
export async function explainDifference(client: InfluxClient, place: SetPlace<PointSet>): Promise<readonly string[]> {
  const { org, bucket, set, extent = 'set', signal } = place
  const named: string[] = []
  for (const window of timeWindows(set, { cells: set.expected.cells, most: mostCells, extent })) {
    const written = writtenCells(set, window)
    let prefix = ''
    let type: CellPlace['type'] = 'float'
    await readStoredCells(
      client,
      { org, bucket, ...window, signal },
      {
        place(found) {
          prefix = nameOf(found)
          type = found.type
        },
        cell(time, text) {
          const cell = `${prefix} at ${time}`
          const found = valueText(type, storedValue(type, text))
          const wanted = written.get(cell)
          written.delete(cell)
          if (wanted === undefined) named.push(`there, and not written: ${cell} = ${found}`)
          else if (wanted !== found) named.push(`another value: ${cell} = ${found}, written ${wanted}`)
        },
      },
    )
    for (const [cell, wanted] of written) named.push(`missing: ${cell} = ${wanted}`)
    if (named.length > mostNamed) return [...named.slice(0, mostNamed), 'and more']
  }
  return named
}

/** The last value of each cell in a time, with its type. */
function writtenCells({ batches }: PointSet, { startNs, stopNs }: TimeWindow): Map<string, string> {
  const cells = new Map<string, string>()
  const sink = {
    point({ measurement, tags, fields, time }: DecodedPoint) {
      const at = formatTime(time ?? 0n)
      for (const [field, { type, value }] of fields) {
        cells.set(`${nameOf({ measurement, tags, field, type })} at ${at}`, valueText(type, value))
      }
    },
    error({ message }: { readonly message: string }) {
      throw new RangeError(message)
    },
  }
  for (const { lines } of batches) {
    for (const line of lines) {
      const time = BigInt(line.slice(line.lastIndexOf(' ') + 1))
      if (time >= startNs && time < stopNs) decodeInto(sink, line)
    }
  }
  return cells
}

function nameOf({ measurement, tags, field }: CellPlace): string {
  const present = [...tags].filter(([, value]) => value !== undefined && value !== '')
  const sorted = present.sort(([a], [b]) => (a < b ? -1 : 1))
  return shownText(`${measurement}${sorted.map(([key, value]) => `,${key}=${value}`).join('')} ${field}`)
}

/** -0 is not 0. */
function valueText(type: CellPlace['type'], value: unknown): string {
  return `${type} ${Object.is(value, -0) ? '-0' : shownText(String(value))}`
}
