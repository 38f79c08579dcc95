import { z } from 'zod'
import type { FieldType } from '../../line-protocol/types.ts'
import { parseDuration } from '../duration.ts'
import type { DurationNs, Retention } from '../model.ts'
import { didYouMean, show } from '../problem.ts'

/** How a kind of scalar says itself in messages and in the JSON Schema, and how it is read. */
interface ScalarRule<T> {
  readonly expected: string
  /** undefined: not such a value. Numbers and flags also arrive as text, from variables. */
  readonly read: (value: unknown) => T | undefined
  readonly json: Record<string, unknown>
  /** The words among which a typo is looked for. */
  readonly words?: readonly string[]
}

/** A zod type that reads one scalar and reports `expected … found …` in the contract's own words. */
function scalar<T>({ expected, read, json, words }: ScalarRule<T>) {
  return z
    .unknown()
    .transform((value, context): T => {
      const result = read(value)
      if (result !== undefined) return result
      context.addIssue({
        code: 'custom',
        params: {
          expected,
          found: show(value),
          ...(typeof value === 'string' && words ? didYouMean(value, words) : {}),
        },
        input: value,
      })
      return z.NEVER
    })
    .meta(json)
}

const numeric = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

function readNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  return typeof value === 'string' && numeric.test(value) ? Number(value) : undefined
}

/** A variable inside a string, which JSON Schema cannot look behind. */
const variable = { type: 'string', pattern: '\\$\\{' }
const durationPattern = '^(\\d+(ns|us|µs|ms|s|m|h|d|w))+$'

export const text = () =>
  scalar<string>({
    expected: 'a text',
    read: (value) => (typeof value === 'string' && value !== '' ? value : undefined),
    json: { type: 'string', minLength: 1 },
  })

export const count = (least: 0 | 1) =>
  scalar<number>({
    expected: `a whole number of at least ${least}`,
    read: (value) => {
      const number = readNumber(value)
      return number !== undefined && Number.isSafeInteger(number) && number >= least ? number : undefined
    },
    json: { anyOf: [{ type: 'integer', minimum: least }, variable] },
  })

export const number = () =>
  scalar<number>({ expected: 'a number', read: readNumber, json: { anyOf: [{ type: 'number' }, variable] } })

export const flag = () =>
  scalar<boolean>({
    expected: 'true or false',
    read: (value) =>
      value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined,
    json: { anyOf: [{ type: 'boolean' }, variable] },
  })

/** `50%` or `0.5`; from 0 to `most` (1 = 100%). */
export const fraction = (most: number) =>
  scalar<number>({
    expected: `a share from 0 to ${most * 100}%, such as 50% or 0.5`,
    read: (value) => {
      const percent = typeof value === 'string' && value.endsWith('%')
      const number = readNumber(percent ? value.slice(0, -1) : value)
      if (number === undefined) return undefined
      const share = percent ? number / 100 : number
      return share >= 0 && share <= most ? share : undefined
    },
    json: {
      title: 'share',
      anyOf: [
        { type: 'number', minimum: 0, maximum: most },
        { type: 'string', pattern: '%$|\\$\\{' },
      ],
    },
  })

export const duration = () =>
  scalar<DurationNs>({
    expected: 'a duration above zero, such as 365d, 48h or 1h30m',
    read: (value) => {
      const parsed = typeof value === 'string' ? parseDuration(value) : undefined
      return parsed !== undefined && parsed > 0n ? parsed : undefined
    },
    json: { title: 'duration', type: 'string', pattern: `${durationPattern}|\\$\\{` },
  })

/** May be zero or negative: the offset of a task. */
export const offset = () =>
  scalar<DurationNs>({
    expected: 'an offset in whole seconds, such as 5m or -30s',
    read: (value) => {
      const parsed = typeof value === 'string' ? parseDuration(value) : undefined
      return parsed !== undefined && parsed % 1_000_000_000n === 0n ? parsed : undefined
    },
    json: { title: 'duration', type: 'string', pattern: `^-?${durationPattern.slice(1)}|\\$\\{` },
  })

export const retention = () =>
  scalar<Retention>({
    expected: 'a retention in whole seconds such as 365d or 48h, or infinite',
    read: (value) => {
      if (value === 'infinite') return 'infinite'
      const parsed = typeof value === 'string' ? parseDuration(value) : undefined
      return parsed !== undefined && parsed > 0n && parsed % 1_000_000_000n === 0n ? parsed : undefined
    },
    json: { title: 'duration or infinite', type: 'string', pattern: `^infinite$|${durationPattern}|\\$\\{` },
  })

/** A calendar day, `2027-06-30`. */
export const day = () =>
  scalar<string>({
    expected: 'a day such as 2027-06-30',
    read: (value) =>
      typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && isCalendarDay(value) ? value : undefined,
    json: { title: 'day', type: 'string', format: 'date' },
  })

function isCalendarDay(value: string): boolean {
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)
}

/** The version of the contract language. */
export const languageVersion = () =>
  scalar<1>({ expected: '1', read: (value) => (value === 1 ? 1 : undefined), json: { const: 1 } })

/** One of a fixed set of words. */
export const oneOf = <const T extends string>(words: readonly T[]) =>
  scalar<T>({
    expected: words.length === 1 ? JSON.stringify(words[0]) : `one of ${words.join(', ')}`,
    read: (value) => words.find((word) => word === value),
    json: { enum: [...words] },
    words,
  })

export const fieldType = () => oneOf<FieldType>(['float', 'integer', 'unsigned', 'string', 'boolean'])

/** A sample value as the file gives it. */
export const sample = () =>
  scalar<string | number | boolean>({
    expected: 'a text, a number, true or false',
    read: (value) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined,
    json: { type: ['string', 'number', 'boolean'] },
  })
