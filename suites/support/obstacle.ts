import { createServer, request as forward } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a server in front of another saw of one request. */
export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly encoding: string
  /** As it came over the wire. */
  readonly bytes: number
}

/** Passes requests on to a server, unless it was told to refuse. */
export interface Obstacle extends AsyncDisposable {
  readonly url: string
  readonly seen: readonly SeenRequest[]
  /** Answers the next `times` requests itself, with 503 and Retry-After as an overloaded server does, or with another status. */
  refuse(times: number, status?: number): void
  /** Lets requests come in and wait until `release`. */
  hold(): void
  release(): void
}

/** Opens a port in front of the server at `url`. */
export async function openObstacle(url: string): Promise<Obstacle> {
  const seen: SeenRequest[] = []
  let refusals = 0
  let refusal = 503
  let gate = Promise.withResolvers<void>()
  gate.resolve()
  const server = createServer(async (asked, answer) => {
    const chunks: Buffer[] = []
    for await (const chunk of asked) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const { method = 'GET', url: path = '/', headers } = asked
    seen.push({ method, path, encoding: String(headers['content-encoding'] ?? 'identity'), bytes: body.length })
    await gate.promise
    if (refusals > 0) {
      refusals -= 1
      answer.writeHead(refusal, { 'retry-after': '0', 'content-type': 'application/json' })
      answer.end('{"code":"unavailable","message":"too busy"}')
      return
    }
    const { host: _, ...rest } = headers
    const passed = forward(new URL(path, url), { method, headers: rest }, (told) => {
      answer.writeHead(told.statusCode ?? 502, told.headers)
      told.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    answer.on('close', () => passed.destroy())
    passed.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    refuse(times, status = 503) {
      refusals = times
      refusal = status
    },
    hold() {
      gate = Promise.withResolvers<void>()
    },
    release() {
      gate.resolve()
    },
    async [Symbol.asyncDispose]() {
      gate.resolve()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
