import { createEngine, type Engine } from '../../src/engine/engine.ts'

/** An engine on a port of its own, set up, whose requests are noted. */
export interface ServedEngine extends AsyncDisposable {
  readonly engine: Engine
  readonly url: string
  readonly org: string
  readonly token: string
  /** Method and path of every request so far. */
  readonly requests: readonly string[]
  /** From its `count`th request on it answers nothing and closes its connections. */
  stopAfter(count: number): void
  /** Environment that leads a command to it. */
  readonly env: Readonly<Record<string, string>>
}

/** @param options organization and first bucket of the set-up. */
export async function servedEngine(
  options: { readonly org?: string; readonly bucket?: string } = {},
): Promise<ServedEngine> {
  const { org = 'operations', bucket = 'first' } = options
  const engine = await createEngine()
  const token = 'operator-token-of-the-test'
  engine.bootstrap({ username: 'admin', org, bucket, token })
  const { listen } = await import('../../src/engine/http/listen.ts')
  const requests: string[] = []
  let last = Number.POSITIVE_INFINITY
  const listening = await listen((request) => {
    requests.push(`${request.method} ${new URL(request.url).pathname}`)
    if (requests.length <= last) return engine.fetch(request)
    void listening.close()
    return new Promise<Response>(() => {})
  })
  return {
    engine,
    url: listening.url,
    org,
    token,
    requests,
    stopAfter(count) {
      last = requests.length + count
    },
    env: { INFLUX_URL: listening.url, INFLUX_TOKEN: token, INFLUX_ORG: org },
    async [Symbol.asyncDispose]() {
      await listening.close()
      await engine.close()
    },
  }
}
