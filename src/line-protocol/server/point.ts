import { type Series, seriesOfRaw } from '../series.ts'
import { textOfBinary } from '../text.ts'
import type { Point, Precision } from '../types.ts'
import { fieldValues } from './field-values.ts'
import { scanFields } from './fields.ts'
import { scanKey, storedForm } from './key.ts'
import { isRefusal, type Refusal } from './refusal.ts'
import { scanTime } from './time.ts'

/** A point with its series. */
export interface SeriesPoint extends Point {
  readonly series: Series
}

/** Reads one line (binary text, no leading blanks, no newline after it) exactly as InfluxDB 2.x does. */
export function readPoint(line: string, precision: Precision): SeriesPoint | Refusal {
  const key = scanKey(line)
  if (isRefusal(key)) return key
  const rawFields = scanFields(line, key.end)
  if (isRefusal(rawFields)) return rawFields
  const values = fieldValues(rawFields, key.end)
  if (isRefusal(values) && values.kind === 'parse') return values
  const time = scanTime(line, { from: rawFields.end, precision })
  if (isRefusal(time)) return time
  if (isRefusal(values)) return values
  const series = seriesOfRaw(key)
  const point = {
    series,
    measurement: series.measurement,
    tags: key.tags.map(([name, value]) => [storedTag(name), storedTag(value)] as const),
    fields: values.fields,
  }
  return time.time === undefined ? point : { ...point, time: time.time }
}

function storedTag(raw: string): string {
  return textOfBinary(storedForm(raw, 'tag'))
}
