import { readFile } from 'node:fs/promises'
import { readAnnotatedCsv } from '../client/annotated-csv.ts'
import { parseTime } from '../client/rfc3339.ts'
import type { ReplayServer } from './replay.ts'
import { operatorToken } from './request.ts'

interface StoredRow {
  readonly measurement: string
  readonly tags: Readonly<Record<string, string>>
  readonly field: string
  readonly type: string
  readonly value: string
  /** `now`: stamped by the server. */
  readonly time: string
}

/** One input of the public corpus and what a real server did with it. */
export interface VerdictInput {
  readonly id: string
  readonly text?: string
  readonly base64?: string
  readonly precision: string
  /** A status, or `server crashed`. */
  readonly status: number | string
  readonly message?: string
  readonly stored?: readonly StoredRow[]
}

/** How many inputs a server judges as the recorded one did. */
export interface VerdictTally {
  readonly version: string
  readonly inputs: number
  readonly agreeing: number
  /** Ids of the others. */
  readonly differing: readonly string[]
}

/** Reads the recorded verdicts. */
export async function loadVerdicts(path: string): Promise<readonly VerdictInput[]> {
  return (JSON.parse(await readFile(path, 'utf8')) as { inputs: VerdictInput[] }).inputs
}

const headers = { authorization: `Token ${operatorToken}` }

/**
 * Writes each input to an empty bucket of its own. It agrees when the server accepts what was accepted and then reads back the same
 * rows, and refuses what was refused, in the same words where it was a 400. A recorded 500 or crash counts as refused.
 */
export async function replayVerdicts(server: ReplayServer, inputs: readonly VerdictInput[]): Promise<VerdictTally> {
  const { orgs = [] } = await json<{ orgs?: { id: string; name: string }[] }>(server, '/api/v2/orgs')
  const org = orgs[0]
  if (org === undefined) throw new Error('parity: expected an organization on a server that is set up, found none')
  const differing: string[] = []
  for (const input of inputs) {
    const created = { method: 'POST', body: JSON.stringify({ orgID: org.id, name: `verdict-${input.id}` }) }
    const bucket = await json<{ id: string }>(server, '/api/v2/buckets', created)
    if (!(await agrees(server, input, { org: org.id, bucket: bucket.id }))) differing.push(input.id)
    await server.fetch(new Request(`${server.base}/api/v2/buckets/${bucket.id}`, { method: 'DELETE', headers }))
  }
  const agreeing = inputs.length - differing.length
  return { version: server.version, inputs: inputs.length, agreeing, differing }
}

interface Place {
  readonly org: string
  readonly bucket: string
}

async function agrees(server: ReplayServer, input: VerdictInput, { org, bucket }: Place): Promise<boolean> {
  const bytes = input.base64 === undefined ? Buffer.from(input.text ?? '') : Buffer.from(input.base64, 'base64')
  const path = `/api/v2/write?orgID=${org}&bucket=${bucket}&precision=${input.precision}`
  const answer = await server.fetch(
    new Request(server.base + path, { method: 'POST', headers, body: new Uint8Array(bytes) }),
  )
  const text = await answer.text()
  if (input.status !== 204) {
    if (input.status !== 400) return answer.status >= 400
    return answer.status === 400 && (JSON.parse(text) as { message?: string }).message === input.message
  }
  if (answer.status !== 204) return false
  const recorded = (input.stored ?? []).map((row) => rowText({ ...row, time: recordedTime(row.time) }))
  return JSON.stringify(await storedRows(server, { org, bucket })) === JSON.stringify(recorded.sort())
}

/** Every row of a bucket, as text, sorted. */
async function storedRows(server: ReplayServer, { org, bucket }: Place): Promise<readonly string[]> {
  const query = `from(bucketID: "${bucket}") |> range(start: ${firstTime}, stop: ${lastTime})`
  const answer = await server.fetch(
    new Request(`${server.base}/api/v2/query?orgID=${org}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ query, dialect: { annotations: ['group', 'datatype', 'default'] } }),
    }),
  )
  const rows: string[] = []
  for await (const { columns, values } of readAnnotatedCsv([await answer.text()])) {
    const text = (name: string) => String(values[name] ?? '')
    rows.push(
      rowText({
        measurement: text('_measurement'),
        tags: Object.fromEntries(
          columns.filter(({ name }) => !builtIn.has(name)).map(({ name }) => [name, text(name)]),
        ),
        field: text('_field'),
        type: columns.find(({ name }) => name === '_value')?.type ?? '',
        value: text('_value'),
        time: timeText(values._time),
      }),
    )
  }
  return rows.sort()
}

const firstTime = 'time(v: -9223372036854775806)'
const lastTime = 'time(v: 9223372036854775806)'
const builtIn = new Set(['_start', '_stop', '_time', '_value', '_field', '_measurement'])
const hourNs = 3_600_000_000_000n

function recordedTime(time: string): string {
  return time === 'now' ? time : String(parseTime(time))
}

/** A time that the server gave is told by being near now. */
function timeText(time: unknown): string {
  const distance = typeof time === 'bigint' ? time - BigInt(Date.now()) * 1_000_000n : hourNs
  return distance > -hourNs && distance < hourNs ? 'now' : String(time)
}

/** CSV tells CR LF from LF as little as a lone CR from nothing, and shows U+FFFD for a bad byte. */
function rowText({ measurement, tags, field, type, value, time }: StoredRow): string {
  const shown = (text: string) => text.toWellFormed().replaceAll('\r', '')
  const tagList = Object.entries(tags).map(([key, tag]) => `${shown(key)}=${shown(tag)}`)
  const cell = type === 'double' ? String(Number(value)) : shown(value)
  return JSON.stringify([shown(measurement), tagList.sort(), shown(field), type, cell, time])
}

async function json<T>(server: ReplayServer, path: string, init: RequestInit = {}): Promise<T> {
  const answer = await server.fetch(new Request(server.base + path, { ...init, headers }))
  const text = await answer.text()
  if (!answer.ok) throw new Error(`parity: preparing a verdict: ${path} answered ${answer.status}: ${text}`)
  return JSON.parse(text) as T
}
