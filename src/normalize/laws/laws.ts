import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict'
import { ByteWriter } from '../../line-protocol/bytes/byte-writer.ts'
import { encodePoint } from '../../line-protocol/encode.ts'
import type { FieldType, Point } from '../../line-protocol/types.ts'
import { dropReasons } from '../decision.ts'
import { isoTime } from '../generate/timestamp.ts'
import { booleanState } from '../home-assistant/boolean-state.ts'
import { domainOf } from '../home-assistant/entity-id.ts'
import { createHomeAssistantLineNormalizer } from '../home-assistant/line-normalizer.ts'
import { createHomeAssistantNormalizer } from '../home-assistant/normalizer.ts'
import type { HomeAssistantOptions } from '../home-assistant/options.ts'
import { instantNs, parseInstant } from '../instant.ts'
import type { Normalizer, Outcome } from '../outcome.ts'
import { createTally } from '../tally.ts'
import { conversion } from '../units/convert.ts'
import { findUnit, type Quantity } from '../units/table.ts'

/** Makes a normalizer that has seen nothing. */
export type MakeNormalizer = () => Normalizer

/** The same events give the same outcomes, and an event that comes twice gives the same point twice. */
export function normalizesEqually(make: MakeNormalizer, events: readonly unknown[]): void {
  const [first, second] = [make(), make()]
  for (const event of events) {
    const outcome = first.normalize(event)
    deepStrictEqual(second.normalize(structuredClone(event)), outcome)
    deepStrictEqual(first.normalize(event), outcome)
  }
}

/** The input is not changed, neither by this event nor by one after it. */
export function keepsItsInput(make: MakeNormalizer, events: readonly unknown[]): void {
  const before = structuredClone(events)
  const { normalize } = make()
  for (const event of events) normalize(freeze(event))
  deepStrictEqual(structuredClone(events), before)
}

/** Every event is a point or a drop with a known reason, and the point is one that every supported server stores as given. */
export function accountsForEveryEvent(make: MakeNormalizer, events: readonly unknown[]): void {
  const { normalize } = make()
  for (const event of events) {
    const outcome = normalize(event)
    if (outcome.kind === 'drop') ok(dropReasons.includes(outcome.reason), outcome.reason)
    else deepStrictEqual(issuesOf(outcome.point), [])
  }
}

/** Straight to bytes, events give the lines of their points, the same drops, and the same summary. */
export function writesTheLinesOfItsPoints(options: HomeAssistantOptions, events: readonly unknown[]): void {
  const { normalize } = createHomeAssistantNormalizer(options)
  const lines = createHomeAssistantLineNormalizer(options)
  const [byPoint, byLine] = [createTally(), createTally()]
  for (const event of events) {
    const writer = new ByteWriter()
    const written = lines.write(event, writer)
    const outcome = normalize(event)
    if (outcome.kind === 'drop') {
      deepStrictEqual(written, outcome)
      strictEqual(writer.length, 0)
      byPoint.add(outcome)
      byLine.add(written)
      continue
    }
    const encoded = encodePoint(outcome.point)
    strictEqual(Buffer.from(writer.view()).toString(), `${encoded.ok ? encoded.line : ''}\n`)
    ok(written.kind === 'line')
    strictEqual(instantNs(written.time), outcome.point.time)
    deepStrictEqual(written.decisions, outcome.decisions)
    byPoint.add(outcome)
    byLine.add(written)
  }
  deepStrictEqual(byLine.summary(), byPoint.summary())
}

/** A field of a measurement has one type, whatever comes. */
export function neverChangesAFieldType(make: MakeNormalizer, events: readonly unknown[]): void {
  const types = new Map<string, FieldType>()
  for (const { measurement, fields } of pointsOf(make, events)) {
    for (const [key, { type }] of fields) {
      const name = `${measurement}/${key}`
      strictEqual(type, types.get(name) ?? type, name)
      types.set(name, type)
    }
  }
}

/** A number is written only for a text that is a number as a whole, or one of its domain's two states. */
export function readsNoProseAsNumber(make: MakeNormalizer, events: readonly unknown[]): void {
  const { normalize } = make()
  for (const event of events) {
    const outcome = normalize(event)
    if (outcome.kind === 'drop' || fieldOf(outcome, 'normalized_value') === undefined) continue
    const state = String(fieldOf(outcome, 'state_value'))
    const entityId = outcome.point.tags.find(([key]) => key === 'entity_id')?.[1] ?? ''
    // Number() takes hexadecimal, blanks and the empty text; none of them is a decimal number.
    const isNumber = /^[-+.\d][-+.\deE]*$/.test(state) && Number.isFinite(Number(state))
    ok(isNumber || booleanState(domainOf(entityId), state) !== undefined, state)
  }
}

/** However often entities report, their tags but the two that are bounded have one value each: series grow with entities. */
export function growsSeriesWithEntitiesOnly(make: MakeNormalizer, events: readonly unknown[]): void {
  const bounded: Readonly<Record<string, number>> = { weather_condition: 16, time_of_day: 4 }
  const values = new Map<string, Set<string>>()
  for (const { tags } of pointsOf(make, events)) {
    const entityId = tags.find(([key]) => key === 'entity_id')?.[1] ?? ''
    for (const [key, value] of tags) {
      const name = key in bounded ? key : `${entityId}/${key}`
      values.set(name, (values.get(name) ?? new Set()).add(value))
    }
  }
  for (const [name, seen] of values) ok(seen.size <= (bounded[name] ?? 1), `${name}: ${[...seen].join(', ')}`)
}

/** A time is the same instant in every offset. */
export function keepsTheInstant(micros: number, offsetMinutes: number): void {
  const expected = BigInt(micros) * 1000n
  for (const text of [isoTime(micros), isoTime(micros, offsetMinutes), isoTime(micros, -offsetMinutes)]) {
    const instant = parseInstant(text)
    ok(instant !== undefined, text)
    strictEqual(instantNs(instant), expected, text)
  }
}

/** Into another unit and back, a value is the same within 1e-9, relative to its size and to the unit's own zero. */
export function convertsThereAndBack(
  quantity: Quantity,
  { from, to, value }: { from: string; to: string; value: number },
): void {
  const there = conversion(quantity, { from, to })
  const back = conversion(quantity, { from: to, to: from })
  ok(there !== undefined && back !== undefined, `${from} to ${to}`)
  const shift = Math.max(...[from, to].map((unit) => Math.abs(findUnit(quantity, unit)?.shift ?? 0)))
  const returned = back(there(value))
  ok(
    Math.abs(returned - value) <= 1e-9 * Math.max(1, Math.abs(value), shift),
    `${value} ${from} is ${returned} after ${to}`,
  )
}

function pointsOf(make: MakeNormalizer, events: readonly unknown[]): Point[] {
  const { normalize } = make()
  return events.flatMap((event) => {
    const outcome = normalize(event)
    return outcome.kind === 'point' ? [outcome.point] : []
  })
}

function fieldOf(outcome: Extract<Outcome, { kind: 'point' }>, key: string): unknown {
  return outcome.point.fields.find(([field]) => field === key)?.[1].value
}

function issuesOf(point: Point): readonly string[] {
  const encoded = encodePoint(point)
  return encoded.ok ? [] : encoded.issues.map(({ message }) => message)
}

function freeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value
  for (const member of Object.values(value)) freeze(member)
  return Object.freeze(value)
}
