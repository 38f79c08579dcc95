import { createEngine, type Engine } from '../../src/engine.ts'

/** An engine that is set up, and the two calls that the measurements make. */
export interface BenchEngine extends AsyncDisposable {
  readonly engine: Engine
  /** POST /api/v2/write; throws unless it answers 204. */
  write(body: string | Uint8Array<ArrayBuffer>): Promise<void>
  /** POST /api/v2/query; throws unless it answers 200. @returns annotated CSV. */
  query(flux: string): Promise<string>
}

const org = 'bench'
const bucket = 'bench'
const token = 'bench-token'
const headers = { authorization: `Token ${token}` }
const base = 'http://engine.bench'

/** Sets up a server that never was. */
export function setUp(engine: Engine): void {
  engine.bootstrap({ username: 'bench', password: 'bench-password', org, bucket, token })
}

/** Makes an engine with an infinite bucket `bench`. */
export async function startBenchEngine(): Promise<BenchEngine> {
  const engine = await createEngine()
  setUp(engine)
  return {
    engine,
    write: (body) => writeTo(engine, body),
    query: (flux) => queryOn(engine, flux),
    [Symbol.asyncDispose]: () => engine.close(),
  }
}

/** As BenchEngine.write, on any engine that is set up. */
export async function writeTo(engine: Engine, body: string | Uint8Array<ArrayBuffer>): Promise<void> {
  const url = `${base}/api/v2/write?org=${org}&bucket=${bucket}`
  const response = await engine.fetch(new Request(url, { method: 'POST', headers, body }))
  if (response.status !== 204) throw new Error(`bench: a write answered ${response.status}: ${await response.text()}`)
}

async function queryOn(engine: Engine, flux: string): Promise<string> {
  const request = new Request(`${base}/api/v2/query?org=${org}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/vnd.flux' },
    body: flux,
  })
  const response = await engine.fetch(request)
  const text = await response.text()
  if (response.status !== 200) throw new Error(`bench: a query answered ${response.status}: ${text}`)
  return text
}
