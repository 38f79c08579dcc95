import { decode } from '../line-protocol/decode.ts'
import { seriesOf } from '../line-protocol/series.ts'
import type { FieldValue, Point } from '../line-protocol/types.ts'
import type { Cell } from './history-model.ts'

/**
 * The cells that a line writes. A line that no server reads, or that it takes for a comment, has one cell which no reading ever shows: who
 * calls it stored is wrong.
 */
export function cellsOfLine(line: string): readonly Cell[] {
  const { points } = decode(line)
  if (points.length > 0) return points.flatMap(cellsOfPoint)
  return [{ key: `no point: ${line}`, value: line, measurement: '', field: '', type: '' }]
}

/** One cell for each field; of a field given twice the last. */
export function cellsOfPoint(point: Point): readonly Cell[] {
  const { key: series } = seriesOf(point)
  return [...new Map(point.fields)].map(([field, value]) =>
    cellOf({ series, measurement: point.measurement, field, value, time: point.time }),
  )
}

interface CellFacts {
  readonly series: string
  readonly measurement: string
  readonly field: string
  readonly value: FieldValue
  readonly time: bigint | undefined
}

function cellOf({ series, measurement, field, value, time }: CellFacts): Cell {
  const cell = {
    key: keyOf(series, field, time),
    value: `${value.type} ${value.value}`,
    measurement,
    field,
    type: value.type,
  }
  return time === undefined ? cell : { ...cell, timeNs: time }
}

/** The key of a cell; without time that of a point which is still to be stamped. */
export function keyOf(series: string, field: string, time: bigint | undefined): string {
  return `${series} ${field}${time === undefined ? '' : ` ${time}`}`
}

/** The key that a cell would have if its writer had left the stamping to others. */
export function unstampedKey({ key, timeNs }: Cell): string {
  return timeNs === undefined ? key : key.slice(0, -` ${timeNs}`.length)
}
