import type { FieldType } from '../../line-protocol/types.ts'
import type { MeasurementFile } from '../file/file-schema.ts'
import type { Cadence, Field, Freshness, Measurement, Tag } from '../model.ts'
import type { Path } from '../position.ts'
import { show } from '../problem.ts'
import { given } from './given.ts'
import { type Report, resolve } from './report.ts'

type TagFile = NonNullable<MeasurementFile['tags']>[string]
type FieldFile = NonNullable<MeasurementFile['fields']>[string]

const numericTypes: ReadonlySet<FieldType> = new Set(['float', 'integer', 'unsigned'])

export function buildMeasurement(
  key: string,
  file: MeasurementFile,
  { report, path }: { report: Report; path: Path },
): Measurement {
  const tags = Object.entries(file.tags ?? {}).map(([name, tag]) =>
    buildTag(name, tag, { report, path: [...path, 'tags', name] }),
  )
  const fields = Object.entries(file.fields ?? {}).map(([name, field]) =>
    buildField(name, field, { report, path: [...path, 'fields', name] }),
  )
  if (fields.length === 0 && file.open !== true) {
    report.add([...path, 'fields'], { expected: 'at least one field, or open: true', found: 'none' })
  }
  const where = { report, path }
  return {
    key,
    tags,
    fields,
    open: file.open ?? false,
    ...given({
      description: file.description,
      writer: file.writer,
      cardinality: file.cardinality,
      cadence: buildCadence(file.cadence, tags, where),
      freshness: buildFreshness(file.freshness, where),
    }),
  }
}

function buildTag(key: string, file: TagFile, { report, path }: { report: Report; path: Path }): Tag {
  const pattern = file.pattern === undefined ? undefined : compile(file.pattern)
  if (pattern instanceof Error) {
    report.add([...path, 'pattern'], { expected: 'a JavaScript regular expression', found: pattern.message })
  }
  const samples = { values: file.values ?? [], examples: file.examples ?? [] }
  for (const [name, list] of Object.entries(samples)) {
    for (const [index, value] of list.entries()) {
      const at = [...path, name, index]
      if (pattern instanceof RegExp && !pattern.test(value)) {
        report.add(at, { expected: `a value that matches ${pattern.source}`, found: show(value) })
      }
      if (name === 'examples' && file.values !== undefined && !file.values.includes(value)) {
        report.add(at, { expected: `one of the values ${file.values.join(', ')}`, found: show(value) })
      }
    }
  }
  return {
    key,
    required: file.required ?? false,
    examples: file.examples ?? [],
    ...given({
      description: file.description,
      values: file.values,
      pattern: file.pattern,
      cardinality: file.cardinality,
    }),
  }
}

function compile(source: string): RegExp | Error {
  try {
    return new RegExp(source, 'u')
  } catch (error) {
    return error as Error
  }
}

function buildField(key: string, file: FieldFile, { report, path }: { report: Report; path: Path }): Field {
  if (!numericTypes.has(file.type)) {
    for (const bound of ['min', 'max'] as const) {
      if (file[bound] === undefined) continue
      report.add([...path, bound], { expected: `no bound on a ${file.type} field`, found: show(file[bound]) })
    }
  }
  if (file.min !== undefined && file.max !== undefined && file.min > file.max) {
    report.add([...path, 'min'], { expected: `min of at most max, ${file.max}`, found: show(file.min) })
  }
  for (const [index, value] of (file.examples ?? []).entries()) {
    if (!suits(value, file)) {
      report.add([...path, 'examples', index], {
        expected: `a ${file.type} within the field's bounds`,
        found: show(value),
      })
    }
  }
  return {
    key,
    type: file.type,
    required: file.required ?? false,
    examples: file.examples ?? [],
    ...given({ description: file.description, unit: file.unit, min: file.min, max: file.max }),
  }
}

function suits(value: string | number | boolean, { type, min, max }: FieldFile): boolean {
  if (type === 'string') return typeof value === 'string'
  if (type === 'boolean') return typeof value === 'boolean'
  if (typeof value !== 'number') return false
  if (type !== 'float' && !Number.isInteger(value)) return false
  if (type === 'unsigned' && value < 0) return false
  return value >= (min ?? Number.NEGATIVE_INFINITY) && value <= (max ?? Number.POSITIVE_INFINITY)
}

function buildCadence(
  file: MeasurementFile['cadence'],
  tags: readonly Tag[],
  { report, path }: { report: Report; path: Path },
): Cadence | undefined {
  if (file === undefined) return undefined
  const by = file.by ?? []
  for (const [index, key] of by.entries()) {
    resolve(tags, key, { report, path: [...path, 'cadence', 'by', index], what: 'tag' })
  }
  const maxGap = file.maxGap ?? file.every * 2n
  if (maxGap < file.every) {
    report.add([...path, 'cadence', 'maxGap'], { expected: 'maxGap of at least every', found: 'a shorter one' })
  }
  return { every: file.every, maxGap, by }
}

function buildFreshness(
  file: MeasurementFile['freshness'],
  { report, path }: { report: Report; path: Path },
): Freshness | undefined {
  if (file === undefined) return undefined
  const at = [...path, 'freshness']
  if (file.warn === undefined && file.fail === undefined)
    report.add(at, { expected: 'warn, fail or both', found: 'neither' })
  if (file.warn !== undefined && file.fail !== undefined && file.warn > file.fail) {
    report.add([...at, 'warn'], { expected: 'warn of at most fail', found: 'a longer one' })
  }
  return given(file)
}
