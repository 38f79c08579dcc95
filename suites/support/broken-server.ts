import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The ways in which a server can be of no use. */
export const faults = {
  'answers 500': (_request, response) => {
    response.writeHead(500, { 'content-type': 'application/json' })
    response.end('{"code":"internal error","message":"disk on fire"}')
  },
  hangs: () => {},
  'closes the connection': (request) => {
    request.socket.destroy()
  },
  'stops in the middle of its answer': (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
    response.write('{"bu')
    setImmediate(() => response.destroy())
  },
  'is no InfluxDB': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end('<html>welcome</html>')
  },
} satisfies Record<string, RequestListener>

export type Fault = keyof typeof faults

/** A server on a port of its own that has one fault. */
export async function brokenServer(fault: Fault): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer(faults[fault])
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
