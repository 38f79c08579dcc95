import { createDraft } from '../draft.ts'
import { fieldTarget } from '../field-target.ts'
import { drop, type Normalizer, type Outcome } from '../outcome.ts'
import { isRecord, type JsonRecord } from '../record.ts'
import { isId, putRecordTags, putRecordValue, recordTime } from '../record-values.ts'
import type { PointShape } from '../shape.ts'
import { freePoint } from './free-point.ts'
import { deviceMetricsShape, energyShape, phmShape } from './shapes.ts'

/** The shapes of the kinds of record. */
export interface GrayLogicOptions {
  readonly deviceMetrics?: PointShape
  readonly energy?: PointShape
  readonly phm?: PointShape
  /** Declared free points, by measurement; a free point that is not declared is written as it is. */
  readonly free?: Readonly<Record<string, PointShape>>
}

/**
 * Makes a normalizer of Gray Logic's writer calls: `{"kind":"device"|"energy"|"phm"|"point", …, "time"}`. A true zero is
 * written; a value that is missing is not. NaN, infinity and truth values are refused, never printed or turned into 1.0.
 */
export function createGrayLogicNormalizer(options: GrayLogicOptions = {}): Normalizer {
  const shapes: Readonly<Record<string, PointShape>> = {
    device: options.deviceMetrics ?? deviceMetricsShape,
    energy: options.energy ?? energyShape,
    phm: options.phm ?? phmShape,
  }
  return {
    normalize(record): Outcome {
      if (!isRecord(record)) return drop('not an event', record)
      const { kind } = record
      const time = recordTime(record.time)
      if (kind === 'point') {
        return time === undefined
          ? drop('invalid time', record.time)
          : freePoint(record, { time, declared: options.free ?? {} })
      }
      const shape = typeof kind === 'string' && Object.hasOwn(shapes, kind) ? shapes[kind] : undefined
      if (shape === undefined) return drop('unknown record type', kind)
      return time === undefined ? drop('invalid time', record.time) : pointOf(shape, record, { time })
    },
  }
}

function pointOf(shape: PointShape, record: JsonRecord, { time }: { time: bigint }): Outcome {
  if (!isId(record.device_id)) return drop('invalid id', record.device_id)
  const draft = createDraft()
  const refused = putRecordTags(draft, shape, { record })
  if (refused !== undefined) return drop(refused, record)
  const missing = shape.tags.find((key) => !draft.tags.some(([tag]) => tag === key))
  if (missing !== undefined) return drop('missing value', missing)
  for (const key of Object.keys(shape.fields)) {
    const target = fieldTarget(shape, key)
    const value = record[key]
    if (target === undefined || value === undefined || value === null) continue
    const reason = putRecordValue(draft, target, { value })
    if (reason !== undefined) return drop(reason, `${key} ${String(value)}`)
  }
  const { tags, fields, decisions } = draft
  if (fields.length === 0) return drop('missing value', Object.keys(shape.fields)[0])
  return { kind: 'point', point: { measurement: shape.measurement, tags, fields, time }, decisions }
}
