import { createManualClock, type ManualClock } from '../../clock/index.ts'
import { createEngine, type Engine, type EngineOptions } from '../engine.ts'

/** 2026-01-15T00:00:00Z. */
export const testStartNs = 1_768_435_200_000_000_000n

/** What a test says of one request; a body that is not a string is sent as JSON. */
export interface TestRequest {
  readonly body?: unknown
  /** Null: no credentials. Default: the operator's. */
  readonly token?: string | null
  readonly headers?: Record<string, string>
}

export interface TestAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown
}

/** An engine on a clock of its own, set up with org `o`, bucket `b` and token `operator`. */
export interface TestEngine {
  readonly engine: Engine
  readonly clock: ManualClock
  readonly orgId: string
  readonly bucketId: string
  call(method: string, path: string, request?: TestRequest): Promise<TestAnswer>
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Starts an engine for one test. */
export async function startTestEngine(options: EngineOptions = {}): Promise<TestEngine> {
  const clock = createManualClock(testStartNs)
  const engine = await createEngine({ clock, ...options })
  const made = engine.bootstrap({
    username: 'ann',
    password: 'password1',
    org: 'o',
    bucket: 'b',
    token: 'operator',
  })
  return {
    engine,
    clock,
    orgId: made.orgId,
    bucketId: made.bucketId,
    async call(method, path, { body, token = 'operator', headers = {} } = {}) {
      const response = await engine.fetch(
        new Request(`http://engine.test${path}`, {
          method,
          headers: { ...(token === null ? {} : { authorization: `Token ${token}` }), ...headers },
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        }),
      )
      const text = await response.text()
      return { status: response.status, headers: response.headers, text, json: parsed(text) }
    },
  }
}
