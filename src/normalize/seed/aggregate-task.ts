import type { AggregateColumn, AggregateWork, Contract, Field, Task } from '../../contract/model.ts'
import type { FieldValue } from '../../line-protocol/types.ts'
import { numberValue } from '../field-target.ts'
import { findMeasurement } from './budget.ts'
import type { SeedPoint } from './seed-points.ts'

interface Group {
  readonly tags: [key: string, value: string][]
  readonly startNs: bigint
  readonly values: Map<string, (number | undefined)[]>
}

/**
 * What a plain task of the contract would have written from these points: one point for each whole window and group, at the start
 * of the window. The window that is still open gives none.
 */
export function* aggregateTask(
  task: Task,
  work: AggregateWork,
  { contract, points, nowNs }: { contract: Contract; points: readonly SeedPoint[]; nowNs: bigint },
): Generator<SeedPoint> {
  const openNs = nowNs - (nowNs % work.every)
  const groups = new Map<string, Group>()
  for (const { bucketKey, point } of points) {
    const { time = nowNs } = point
    if (bucketKey !== task.from.key || point.measurement !== work.measurement || time >= openNs) continue
    const startNs = time - (time % work.every)
    const tags = point.tags.filter(([key]) => work.by.includes(key))
    const key = JSON.stringify([String(startNs), ...tags])
    let group = groups.get(key)
    if (group === undefined) {
      group = { tags: tags.map(([tag, value]) => [tag, value]), startNs, values: new Map() }
      groups.set(key, group)
    }
    for (const [field, value] of point.fields) {
      const list = group.values.get(field) ?? []
      list.push(numeric(value))
      group.values.set(field, list)
    }
  }
  const declared = findMeasurement(contract, work.into)?.measurement.fields ?? []
  for (const group of groups.values()) {
    const fields = work.columns.flatMap((column) => {
      const value = columnValue(column, { group, declared })
      return value === undefined ? [] : [[column.field, value] as const]
    })
    if (fields.length === 0) continue
    yield { bucketKey: task.to.key, point: { measurement: work.into, tags: group.tags, fields, time: group.startNs } }
  }
}

function columnValue(
  { field, fn, of }: AggregateColumn,
  { group, declared }: { group: Group; declared: readonly Field[] },
): FieldValue | undefined {
  const all = group.values.get(of)
  if (all === undefined) return undefined
  const type = declared.find(({ key }) => key === field)?.type ?? (fn === 'count' ? 'integer' : 'float')
  if (fn === 'count') return numberValue(type, all.length)
  const values = all.filter((value) => value !== undefined)
  if (values.length === 0) return undefined
  const sum = values.reduce((total, value) => total + value, 0)
  switch (fn) {
    case 'mean':
      return numberValue(type, sum / values.length)
    case 'sum':
      return numberValue(type, sum)
    case 'min':
      return numberValue(
        type,
        values.reduce((a, b) => Math.min(a, b)),
      )
    case 'max':
      return numberValue(
        type,
        values.reduce((a, b) => Math.max(a, b)),
      )
  }
}

function numeric({ type, value }: FieldValue): number | undefined {
  return type === 'string' || type === 'boolean' ? undefined : Number(value)
}
