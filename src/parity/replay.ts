import { setTimeout as delay } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { type Answer, type Comparison, compare, keptHeaders } from './compare.ts'
import type { Variables } from './placeholders.ts'
import { buildRequest, operatorToken } from './request.ts'
import type { RecordedRequest, RecordedResponse, Scenario, Step } from './scenario.ts'

/** A server under test: where requests go, in this process or over a socket. */
export interface ReplayServer {
  /** Without the v: 2.8.0. */
  readonly version: string
  readonly base: string
  fetch(request: Request): Promise<Response>
  /** Lets the server's clock pass `ms`: real time for a real server. */
  wait(ms: number): Promise<void>
  close(): Promise<void>
}

export interface StepResult {
  readonly index: number
  readonly comparison: Comparison
  readonly expected: RecordedResponse
  readonly answer: Answer
}

export interface ScenarioResult {
  readonly id: string
  readonly version: string
  readonly steps: readonly StepResult[]
}

async function readAnswer(response: Response): Promise<Answer> {
  const headers: Record<string, string> = {}
  for (const name of keptHeaders) {
    const value = response.headers.get(name)
    if (value !== null) headers[name] = value
  }
  let bytes = Buffer.from(await response.arrayBuffer())
  if (headers['content-encoding'] === 'gzip' && bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = gunzipSync(bytes)
  return { status: response.status, headers, body: bytes.toString('utf8') }
}

function pointer(value: unknown, path: string): unknown {
  let found = value
  for (const part of path.split('/').slice(1)) {
    if (typeof found !== 'object' || found === null) return undefined
    found = (found as Record<string, unknown>)[part]
  }
  return found
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function capture(recorded: RecordedRequest, answer: Answer, variables: Variables): void {
  for (const [name, where] of Object.entries(recorded.capture ?? {})) {
    const value = where === 'cookie' ? answer.headers['set-cookie']?.split(';')[0] : pointer(parsed(answer.body), where)
    if (value !== undefined && value !== null) variables.values.set(name, String(value))
  }
}

function satisfied(until: NonNullable<RecordedRequest['until']>, answer: Answer): boolean {
  if (until.status !== undefined && answer.status !== until.status) return false
  if (until.contains !== undefined && !answer.body.includes(until.contains)) return false
  if (until.pointer !== undefined) return pointer(parsed(answer.body), until.pointer) === until.equals
  return true
}

async function perform(server: ReplayServer, step: Step, variables: Variables): Promise<Answer> {
  const { request } = step
  if (request.wait) await server.wait(request.wait)
  const tries = request.until?.tries ?? 1
  for (let attempt = 1; ; attempt++) {
    const answer = await readAnswer(await server.fetch(buildRequest(server.base, request, variables)))
    if (!request.until || attempt >= tries || satisfied(request.until, answer)) return answer
    await server.wait(200)
    await delay(0)
  }
}

async function call(server: ReplayServer, path: string, body: unknown): Promise<Record<string, unknown>> {
  const response = await server.fetch(
    new Request(server.base + path, {
      method: 'POST',
      headers: { authorization: `Token ${operatorToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
  const text = await response.text()
  if (!response.ok) throw new Error(`parity: preparing a scenario: POST ${path} answered ${response.status}: ${text}`)
  return JSON.parse(text) as Record<string, unknown>
}

/** Brings a fresh server to the state in which an `org` scenario starts. */
export async function prepareServer(server: ReplayServer): Promise<void> {
  await call(server, '/api/v2/setup', {
    username: 'admin',
    password: 'admin-password',
    org: 'root-org',
    bucket: 'root-bucket',
    token: operatorToken,
  })
}

async function prepareOrg(server: ReplayServer, variables: Variables): Promise<void> {
  const org = await call(server, '/api/v2/orgs', { name: 'acme' })
  const bucket = await call(server, '/api/v2/buckets', { orgID: org.id, name: 'b1', retentionRules: [] })
  variables.values.set('org', 'acme').set('orgID', String(org.id)).set('bucketID', String(bucket.id))
}

/** Replays one transcript on a server that `prepareServer` brought up (setup `org`) or that is bare (`fresh`). */
export async function replay(
  server: ReplayServer,
  scenario: Scenario,
  { nowMs = Date.now() }: { nowMs?: number } = {},
): Promise<ScenarioResult> {
  const variables: Variables = { startSeconds: Math.floor(nowMs / 1000), values: new Map() }
  if (scenario.setup === 'org') await prepareOrg(server, variables)
  const steps: StepResult[] = []
  for (const [index, step] of scenario.steps.entries()) {
    const expected = step.differs?.[`v${server.version}`] ?? step.response
    const answer = await perform(server, step, variables)
    capture(step.request, answer, variables)
    const comparison = compare(expected, answer, { variables, version: server.version })
    steps.push({ index, comparison, expected, answer })
  }
  return { id: scenario.id, version: server.version, steps }
}
