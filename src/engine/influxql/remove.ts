import { evaluate, splitCondition } from './condition.ts'
import { findDatabase, InfluxqlError, type InfluxqlHost } from './host.ts'
import type { DeleteStatement, DropMeasurementStatement } from './syntax.ts'

const minTime = -9_223_372_036_854_775_806n
const maxTime = 9_223_372_036_854_775_806n

/** Carries out DELETE and DROP MEASUREMENT: both remove points, and answer with nothing. */
export function runRemove(
  host: InfluxqlHost,
  statement: DeleteStatement | DropMeasurementStatement,
  database: string,
): void {
  const mapping = findDatabase(host, database, undefined)
  if (!host.canWrite(mapping.bucketId)) throw new InfluxqlError('insufficient permissions for delete')
  if (statement.kind === 'drop measurement') {
    host.storage.delete(
      mapping.bucketId,
      { start: minTime, stop: maxTime },
      (key) => key.measurement === statement.name,
    )
    return
  }
  const { minNs = minTime, maxNs = maxTime, rest } = splitCondition(statement.where, host.nowNs)
  host.storage.delete(mapping.bucketId, { start: minNs, stop: maxNs }, ({ measurement, tags }) => {
    const named = statement.sources.some((source) =>
      typeof source.measurement === 'string'
        ? source.measurement === measurement
        : source.measurement.test(measurement),
    )
    if (statement.sources.length > 0 && !named) return false
    const values = new Map(tags)
    return rest === undefined || evaluate(rest, (name) => values.get(name) ?? '') === true
  })
}
