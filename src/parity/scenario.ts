import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A body as a transcript has it: text as sent, or an object that is JSON unless it is one of the three shorthands. */
export type RecordedBody =
  | string
  | { readonly lines: readonly string[] }
  | { readonly repeat: { readonly text: string; readonly times: number } }
  | { readonly base64: string }
  | { readonly [key: string]: unknown }
  | readonly unknown[]

export interface RecordedRequest {
  readonly method: string
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: RecordedBody
  readonly gzip?: boolean
  /** Absent: the operator token. Null: no header. A captured name: that token. Otherwise the literal. */
  readonly as?: string | null
  /** Milliseconds before sending. */
  readonly wait?: number
  readonly until?: {
    readonly tries: number
    readonly pointer?: string
    readonly equals?: unknown
    readonly contains?: string
    readonly status?: number
  }
  /** Name → JSON pointer into the answer, or `cookie`. */
  readonly capture?: Readonly<Record<string, string>>
}

export interface RecordedResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

export interface Step {
  readonly request: RecordedRequest
  readonly response: RecordedResponse
  readonly differs?: Readonly<Record<string, RecordedResponse>>
}

/** One transcript: requests in order and what a real server answered (the recordings' README tells the format). */
export interface Scenario {
  readonly id: string
  readonly title: string
  readonly setup: 'org' | 'fresh'
  readonly flags?: readonly string[]
  readonly servers: readonly string[]
  readonly steps: readonly Step[]
}

/** Reads every transcript below `dir`, in order of id. Throws where a file is not JSON. */
export async function loadScenarios(dir: string): Promise<Scenario[]> {
  const files = (await readdir(dir, { recursive: true })).filter((file) => file.endsWith('.json'))
  const scenarios: Scenario[] = []
  for (const file of files.sort()) {
    if (file.startsWith('line-protocol')) continue
    scenarios.push(JSON.parse(await readFile(join(dir, file), 'utf8')) as Scenario)
  }
  return scenarios
}

/** `api/buckets/x` → `api/buckets`; `flux/x/y` → `flux`; `write/x` → `write`: the areas of the parity table. */
export function areaOf(id: string): string {
  const [top = '', second = ''] = id.split('/')
  return top === 'api' ? `api/${second}` : top
}
