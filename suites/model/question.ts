import fc from 'fast-check'
import type { FluxRow } from '../../src/client/annotated-csv.ts'
import { type Aggregate, aggregateOf, aggregates, isDefined } from './aggregates.ts'
import { anySeconds, fieldNames, rooms } from './history.ts'
import type { ModelSlice, SeriesModel } from './series-model.ts'

interface Range {
  readonly start: number
  readonly stop: number
}

/** Something to ask of a bucket. */
export type Question = Range &
  (
    | { readonly kind: 'rows'; readonly room?: string; readonly field?: string }
    | { readonly kind: 'aggregate'; readonly aggregate: Aggregate; readonly field: string }
    | { readonly kind: 'windows'; readonly aggregate: Aggregate; readonly field: string; readonly hours: number }
    | { readonly kind: 'groups'; readonly aggregate: 'count' | 'min' | 'max'; readonly field: string }
  )

const range = { start: anySeconds, stop: anySeconds }
const field = fc.constantFrom(...fieldNames)
const anyKind = fc.oneof(
  fc.record(
    { kind: fc.constant('rows' as const), ...range, field, room: fc.constantFrom(...rooms) },
    { requiredKeys: ['kind', 'start', 'stop'] },
  ),
  fc.record({ kind: fc.constant('aggregate' as const), ...range, field, aggregate: fc.constantFrom(...aggregates) }),
  fc.record({
    kind: fc.constant('windows' as const),
    ...range,
    field,
    aggregate: fc.constantFrom(...aggregates),
    hours: fc.constantFrom(5, 24, 168),
  }),
  fc.record({
    kind: fc.constant('groups' as const),
    ...range,
    field,
    aggregate: fc.constantFrom('count' as const, 'min' as const, 'max' as const),
  }),
)

/** A question whose range is not empty. */
export const anyQuestion: fc.Arbitrary<Question> = anyKind.map((one) => ({
  ...one,
  start: Math.min(one.start, one.stop),
  stop: Math.max(one.start, one.stop) + 1,
}))

/** All that a bucket holds. */
export const everything: Question = { kind: 'rows', start: 0, stop: 4_000_000_000 }

/** The question in Flux. */
export function fluxOf(question: Question, bucket: string): string {
  const { start, stop } = question
  const pipeline = [`from(bucket: "${bucket}")`, `range(start: ${start}, stop: ${stop})`]
  if (question.kind === 'rows' && question.room !== undefined) {
    pipeline.push(`filter(fn: (r) => r.room == "${question.room}")`)
  }
  if (question.field !== undefined) pipeline.push(`filter(fn: (r) => r._field == "${question.field}")`)
  switch (question.kind) {
    case 'rows':
      break
    case 'aggregate':
      pipeline.push(`${question.aggregate}()`)
      break
    case 'windows':
      pipeline.push(`aggregateWindow(every: ${question.hours}h, fn: ${question.aggregate}, createEmpty: false)`)
      break
    case 'groups':
      pipeline.push('group(columns: ["room"])', `${question.aggregate}()`)
  }
  return pipeline.join(' |> ')
}

/** The answer of a server as sorted texts: of each row what the question is about. */
export function answerOf(question: Question, rows: readonly FluxRow[]): string[] {
  const texts = rows.map(({ values, columns }) => {
    if (question.kind === 'groups') return text([values.room ?? '', values._value])
    const own = columns.filter(({ name }) => !name.startsWith('_')).map(({ name }) => [name, values[name]] as const)
    const tags = own.sort(([a], [b]) => (a < b ? -1 : 1))
    const time = question.kind === 'aggregate' ? undefined : values._time
    return text([values._measurement, tags, values._field, time, values._value])
  })
  return texts.sort()
}

/** The same texts from the model alone. */
export function expectedAnswer(question: Question, model: SeriesModel): string[] {
  const slices = model.select(question.start, question.stop).filter((slice) => isAsked(question, slice))
  const texts = question.kind === 'groups' ? groups(question.aggregate, slices) : slices.flatMap(ofSeries)
  return texts.sort()

  function ofSeries(slice: ModelSlice): string[] {
    const row = (time: bigint | undefined, value: unknown) =>
      text([slice.measurement, slice.tags, slice.field, time, value])
    const values = slice.points.map(({ value }) => value)
    switch (question.kind) {
      case 'rows':
        return slice.points.map(({ seconds, value }) => row(nanoseconds(seconds), value.value))
      case 'aggregate':
        return [row(undefined, aggregateOf(question.aggregate, values))]
      case 'windows': {
        const every = question.hours * 3600
        const windows = Map.groupBy(slice.points, ({ seconds }) => Math.floor(seconds / every))
        return [...windows].map(([window, points]) => {
          const end = Math.min((window + 1) * every, question.stop)
          const inside = points.map(({ value }) => value)
          return row(nanoseconds(end), aggregateOf(question.aggregate, inside))
        })
      }
      default:
        return []
    }
  }
}

/** True where a server has an answer: an aggregate that the field's type does not have is an error there. */
export function isAnswerable(question: Question, model: SeriesModel): boolean {
  if (question.kind === 'rows') return true
  const slices = model.select(question.start, question.stop).filter((slice) => isAsked(question, slice))
  return slices.every(({ points }) => points.every(({ value }) => isDefined(question.aggregate, value.type)))
}

function isAsked(question: Question, slice: ModelSlice): boolean {
  if (question.field !== undefined && question.field !== slice.field) return false
  return question.kind !== 'rows' || question.room === undefined || question.room === roomOf(slice)
}

function groups(aggregate: Aggregate, slices: readonly ModelSlice[]): string[] {
  return [...Map.groupBy(slices, roomOf)].map(([room, members]) => {
    const values = members.flatMap(({ points }) => points.map(({ value }) => value))
    return text([room, aggregateOf(aggregate, values)])
  })
}

function roomOf({ tags }: ModelSlice): string {
  return tags.find(([key]) => key === 'room')?.[1] ?? ''
}

function nanoseconds(seconds: number): bigint {
  return BigInt(seconds) * 1_000_000_000n
}

/** Exact: bigints and numbers stay apart, and a float keeps all its digits. */
function text(parts: readonly unknown[]): string {
  return JSON.stringify(parts, (_key, value: unknown) => {
    if (typeof value === 'bigint') return `${value}n`
    return typeof value === 'number' ? `${value}f` : value
  })
}
