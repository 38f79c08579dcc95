import { Cron } from 'croner'
import { secondNs } from '../duration.ts'
import type { ContractFile, TaskFile } from '../file/file-schema.ts'
import type { AggregateWork, Bucket, FluxWork, Schedule, Task } from '../model.ts'
import type { Path } from '../position.ts'
import { didYouMean } from '../problem.ts'
import { given } from './given.ts'
import { type Report, resolve, resolveBucket } from './report.ts'

/** Reads the text of a Flux file by its path as written; an Error says why it cannot. */
export type ReadFlux = (path: string) => string | Error

interface Scope {
  readonly report: Report
  readonly path: Path
}

export function buildTasks(
  files: ContractFile['tasks'],
  buckets: readonly Bucket[],
  { report, readFlux }: { report: Report; readFlux: ReadFlux },
): Task[] {
  const keyByName = new Map<string, string>()
  return Object.entries(files ?? {}).flatMap(([key, file]): Task[] => {
    const path = ['tasks', key]
    const name = file.name ?? key
    const other = keyByName.get(name)
    if (other !== undefined)
      report.add([...path, 'name'], { expected: 'a task name of its own', found: `that of ${other}` })
    keyByName.set(name, key)
    const from = resolveBucket(buckets, file.from, { report, path: [...path, 'from'] })
    const to = resolveBucket(buckets, file.to, { report, path: [...path, 'to'] })
    const schedule = buildSchedule(file, { report, path })
    if (from === undefined || to === undefined || schedule === undefined) return []
    const work = buildWork(file, { report, path, buckets, from, to, readFlux })
    if (work === undefined) return []
    return [
      {
        key,
        name,
        schedule,
        active: file.active ?? true,
        from: { key: from.key, name: from.name },
        to: { key: to.key, name: to.name },
        work,
        ...given({ description: file.description }),
      },
    ]
  })
}

function buildSchedule(file: TaskFile, { report, path }: Scope): Schedule | undefined {
  const offset = file.offset ?? 0n
  if (file.every !== undefined && file.cron === undefined) {
    if (file.every % secondNs !== 0n) {
      report.add([...path, 'every'], {
        expected: 'whole seconds, which is all a task can',
        found: 'a fraction of a second',
      })
    }
    return { kind: 'every', every: file.every, offset }
  }
  if (file.cron !== undefined && file.every === undefined) {
    try {
      new Cron(file.cron, { paused: true })
    } catch (error) {
      report.add([...path, 'cron'], {
        expected: 'a cron expression such as 0 3 * * *',
        found: (error as Error).message,
      })
    }
    return { kind: 'cron', cron: file.cron, offset }
  }
  report.add(path, { expected: 'exactly one of every and cron', found: file.every === undefined ? 'neither' : 'both' })
  return undefined
}

interface WorkScope extends Scope {
  readonly buckets: readonly Bucket[]
  readonly from: Bucket
  readonly to: Bucket
  readonly readFlux: ReadFlux
}

function buildWork(file: TaskFile, scope: WorkScope): AggregateWork | FluxWork | undefined {
  const { report, path } = scope
  if (file.aggregate !== undefined && file.flux === undefined) return buildAggregate(file.aggregate, scope)
  if (file.flux !== undefined && file.aggregate === undefined) return buildFlux(file.flux, scope)
  report.add(path, {
    expected: 'exactly one of aggregate and flux',
    found: file.flux === undefined ? 'neither' : 'both',
  })
  return undefined
}

function buildFlux(path: string, scope: WorkScope): FluxWork | undefined {
  const at = [...scope.path, 'flux']
  const text = scope.readFlux(path)
  if (text instanceof Error) {
    scope.report.add(at, { expected: 'a readable Flux file beside the contract', found: text.message })
    return undefined
  }
  const keys = scope.buckets.map((bucket) => bucket.key)
  for (const [, key = ''] of text.matchAll(/\{\{([^}]*)\}\}/g)) {
    if (keys.includes(key)) continue
    scope.report.add(at, {
      expected: `{{key}} of a declared bucket in ${path}`,
      found: `{{${key}}}`,
      ...didYouMean(key, keys),
    })
  }
  return { kind: 'flux', path, text }
}

function buildAggregate(
  file: NonNullable<TaskFile['aggregate']>,
  { report, path, from, to }: WorkScope,
): AggregateWork {
  const at = [...path, 'aggregate']
  const source = from.measurements.find((one) => one.key === file.measurement)
  const target = to.measurements.find((one) => one.key === file.into)
  if (source === undefined && !from.open) {
    resolve(from.measurements, file.measurement, { report, path: [...at, 'measurement'], what: 'measurement of from' })
  }
  if (target === undefined && !to.open) {
    resolve(to.measurements, file.into, { report, path: [...at, 'into'], what: 'measurement of to' })
  }
  if (from.key === to.key && file.measurement === file.into) {
    report.add([...at, 'into'], { expected: 'another measurement or bucket than the one read', found: file.into })
  }
  const by = file.by ?? []
  if (source !== undefined && !source.open) {
    for (const [index, tag] of by.entries())
      resolve(source.tags, tag, { report, path: [...at, 'by', index], what: 'tag' })
  }
  const columns = Object.entries(file.fields).map(([field, { fn, of }]) => {
    const column = [...at, 'fields', field]
    const read =
      source?.open === false
        ? resolve(source.fields, of, { report, path: [...column, 'of'], what: 'field' })
        : undefined
    const written =
      target?.open === false
        ? resolve(target.fields, field, { report, path: column, what: 'field of into' })
        : undefined
    if (read !== undefined && fn !== 'count' && (read.type === 'string' || read.type === 'boolean')) {
      report.add([...column, 'fn'], { expected: `count, the only function for a ${read.type} field`, found: fn })
    } else if (read !== undefined && written !== undefined) {
      const type = fn === 'count' ? 'integer' : fn === 'mean' ? 'float' : read.type
      if (written.type !== type) {
        report.add(column, { expected: `a field of type ${type}, what ${fn}(${of}) gives`, found: written.type })
      }
    }
    return { field, fn, of }
  })
  if (columns.length === 0) report.add([...at, 'fields'], { expected: 'at least one field', found: 'none' })
  return {
    kind: 'aggregate',
    measurement: file.measurement,
    into: file.into,
    every: file.every,
    range: file.range ?? file.every,
    by,
    columns,
  }
}
