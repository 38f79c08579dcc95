import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'

/** One request to write, and how to answer it. */
export interface WriteRequest {
  readonly ordinal: number
  readonly lines: readonly string[]
  readonly response: ServerResponse
  readonly request: IncomingMessage
}

export interface WriteServer extends AsyncDisposable {
  readonly url: string
  /** Lines of every request, in order of arrival. */
  readonly requests: readonly (readonly string[])[]
}

/** A small HTTP server that answers writes as a test says. */
export async function writeServer(answer: (request: WriteRequest) => void): Promise<WriteServer> {
  const requests: (readonly string[])[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString()
    const lines = text.split('\n')
    requests.push(lines)
    answer({ ordinal: requests.length - 1, lines, request, response })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    [Symbol.asyncDispose]() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** Answers with a status and, where there is a message, the error body of the platform. */
export function reply(
  response: ServerResponse,
  status: number,
  { message, headers = {} }: { message?: string; headers?: Record<string, string> } = {},
): void {
  response.writeHead(status, headers)
  response.end(message === undefined ? undefined : JSON.stringify({ code: 'x', message }))
}
