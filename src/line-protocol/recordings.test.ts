import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { decode } from './decode.ts'
import type { Decoded } from './decode-result.ts'
import type { FieldType, Precision } from './types.ts'

const recordings = fileURLToPath(new URL('../../../shared/recordings/', import.meta.url))
const transcripts = fileURLToPath(new URL('../../fixtures/recordings/write/', import.meta.url))
const absent = existsSync(recordings) ? undefined : 'the recordings of real servers are not beside the checkout'

interface StoredRow {
  readonly measurement: string
  readonly tags: Readonly<Record<string, string>>
  readonly field: string
  readonly type: string
  readonly value: string
}

interface VerdictInput {
  readonly id: string
  readonly text?: string
  readonly base64?: string
  readonly precision: Precision
  readonly status: number | string
  readonly message?: string
  readonly stored?: readonly StoredRow[]
}

function verdictInputs(): readonly VerdictInput[] {
  return JSON.parse(readFileSync(`${recordings}line-protocol/verdicts.json`, 'utf8')).inputs
}

function decodeInput(input: VerdictInput): Decoded {
  const body = input.base64 === undefined ? (input.text ?? '') : Buffer.from(input.base64, 'base64')
  return decode(body, { precision: input.precision })
}

test('accepts and refuses every input of the public corpus as a real server does', ({ skip }) => {
  if (absent !== undefined) skip(absent)
  const differing = verdictInputs().filter((input) => {
    const accepted = decodeInput(input).errors.length === 0
    return accepted !== (input.status === 204)
  })
  expect(differing).toEqual([])
})

test('says why it refuses an input of the public corpus in the words of a real server', ({ skip }) => {
  if (absent !== undefined) skip(absent)
  const refused = verdictInputs().filter(({ status }) => status === 400)
  const differing = refused.flatMap((input) => {
    const message = parseMessages(decodeInput(input))
    return message === input.message ? [] : [{ id: input.id, recorded: input.message, message }]
  })
  expect(refused.length).toBeGreaterThan(3000)
  expect(differing).toEqual([])
})

test('tells a request that a real server answers 500, or dies of, from one that it answers 400', ({ skip }) => {
  if (absent !== undefined) skip(absent)
  const kinds = verdictInputs()
    .filter(({ status }) => status === 500 || status === 'server crashed')
    .map((input) => [
      input.status,
      decodeInput(input).errors[0]?.kind,
      input.message,
      decodeInput(input).errors[0]?.message,
    ])
  expect(kinds.length).toBe(13)
  for (const [status, kind, recorded, message] of kinds) {
    expect(kind).toBe(status === 500 ? 'storage' : 'crash')
    if (status === 500) expect(message).toBe(recorded)
  }
})

test('stores the rows of the public corpus that a real server stores', ({ skip }) => {
  if (absent !== undefined) skip(absent)
  const accepted = verdictInputs().filter(({ status }) => status === 204)
  for (const input of accepted) {
    const recorded = (input.stored ?? []).map(recordedRow).sort()
    expect({ id: input.id, rows: visibleRows(decodeInput(input)) }).toEqual({ id: input.id, rows: recorded })
  }
})

test('words the parse errors of the write transcripts as a real server does', () => {
  const answers = globSync(`${transcripts}*.json`).flatMap((file) => parseErrors(file))
  expect(answers.length).toBeGreaterThan(50)
  for (const { file, body, precision, recorded } of answers) {
    expect({ file, message: parseMessages(decode(body, { precision })) }).toEqual({ file, message: recorded })
  }
})

function parseMessages({ errors }: Decoded): string {
  return errors
    .filter(({ kind }) => kind === 'parse')
    .map(({ message }) => message)
    .join('\n')
}

const fluxTypes: Readonly<Record<FieldType, string>> = {
  float: 'double',
  integer: 'long',
  unsigned: 'unsignedLong',
  string: 'string',
  boolean: 'boolean',
}

/** The rows that Flux shows: the last write wins, a field called time and the last nanosecond are not shown. */
function visibleRows({ points }: Decoded): string[] {
  const rows = new Map<string, string>()
  for (const { series, fields, time } of points) {
    if (series.hidden || time === 2n ** 63n - 2n) continue
    for (const [field, { type, value }] of fields) {
      if (field === 'time') continue
      const tags = Object.fromEntries(series.tags)
      const row = { measurement: series.measurement, tags, field, type: fluxTypes[type], value: String(value) }
      rows.set(JSON.stringify([series.key, field, String(time)]), recordedRow(row))
    }
  }
  return [...rows.values()].sort()
}

/** The recorded rows came over CSV, which writes a newline as CR LF, drops a lone CR and shows U+FFFD for a bad byte. */
function recordedRow({ measurement, tags, field, type, value }: StoredRow): string {
  const shown = (text: string) => text.toWellFormed().replaceAll('\r', '')
  const tagList = Object.entries(tags).map(([key, tag]) => `${shown(key)}=${shown(tag)}`)
  const number = type === 'double' ? String(Number(value)) : shown(value)
  return JSON.stringify([shown(measurement), tagList.sort(), shown(field), type, number])
}

interface RecordedParseError {
  readonly file: string
  readonly body: string | Uint8Array
  readonly precision: Precision
  readonly recorded: string
}

function parseErrors(file: string): RecordedParseError[] {
  const { steps } = JSON.parse(readFileSync(file, 'utf8'))
  return steps.flatMap((step: { request: Record<string, unknown>; response: { status: number; body: unknown } }) => {
    const recorded = (step.response.body as { message?: string } | null)?.message
    if (step.response.status !== 400 || !recorded?.startsWith('unable to parse')) return []
    const body = bodyOf(step.request)
    const precision = ((step.request.query as Record<string, string>)?.precision ?? 'ns') as Precision
    return body === undefined ? [] : [{ file, body, precision, recorded }]
  })
}

interface SentBody {
  readonly lines?: readonly string[]
  readonly base64?: string
  readonly repeat?: { readonly text: string; readonly times: number }
}

/** A body as it was sent; undefined where it holds a time relative to the run. */
function bodyOf({ body, headers }: Record<string, unknown>): string | Uint8Array | undefined {
  if (JSON.stringify(body ?? null).includes('{{')) return undefined
  if (typeof body === 'string') return body
  const { lines, base64, repeat } = (body ?? {}) as SentBody
  if (lines !== undefined) return lines.join('\n')
  if (base64 !== undefined) return unzipped(Buffer.from(base64, 'base64'), headers)
  return repeat?.text.repeat(repeat.times)
}

function unzipped(body: Uint8Array, headers: unknown): Uint8Array {
  return JSON.stringify(headers).includes('"gzip"') ? gunzipSync(body) : body
}
