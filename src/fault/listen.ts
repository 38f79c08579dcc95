import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Clock } from '../clock/index.ts'
import type { Arrived } from './arrived.ts'
import { isHopByHop } from './hop-by-hop.ts'
import { wait } from './inject.ts'
import type { ServerAnswer } from './upstream.ts'
import type { WireRequest } from './wire-request.ts'

export interface ListenOptions {
  /** Default 127.0.0.1. */
  readonly host?: string
  /** Default 0: any free port. */
  readonly port?: number
}

/** An open port of a proxy. */
export interface Listening extends AsyncDisposable {
  readonly port: number
  /** Without a slash at its end. */
  readonly url: string
  /** Ends every connection. */
  close(): Promise<void>
}

/** What a front end needs of a proxy. */
export interface ProxyCore {
  readonly clock: Clock
  arrive(head: { readonly connection: number; readonly method: string; readonly path: string }): Arrived
}

/** Serves a proxy on a port. A socket is a connection, numbered in the order in which they open. */
export async function listen(core: ProxyCore, { host = '127.0.0.1', port = 0 }: ListenOptions): Promise<Listening> {
  const numbers = new WeakMap<Socket, number>()
  let opened = 0
  const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, outgoing) => {
    const connection = numbers.get(incoming.socket) ?? 0
    serve(core, { connection, incoming, outgoing }).catch(() => incoming.socket.destroy())
  })
  server.on('connection', (socket) => {
    numbers.set(socket, opened++)
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const bound = (server.address() as AddressInfo).port
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  const shown = host.includes(':') ? `[${host}]` : host
  return { port: bound, url: `http://${shown}:${bound}`, close, [Symbol.asyncDispose]: close }
}

interface Exchange {
  readonly connection: number
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
}

async function serve(core: ProxyCore, { connection, incoming, outgoing }: Exchange): Promise<void> {
  const { socket, method = 'GET', url = '/' } = incoming
  const arrived = core.arrive({ connection, method, path: url.split('?', 1)[0] ?? url })
  const reset = () => {
    arrived.broken(arrived.fault?.kind === 'refuse' ? 'refused' : 'reset')
    socket.resetAndDestroy()
  }
  if (arrived.breaks === 'now') return reset()
  if (arrived.breaks === 'during-body') return void incoming.once('data', reset).once('end', reset)
  const body = await bodyOf(incoming).catch(() => undefined)
  if (body === undefined) return arrived.broken('gone')
  const answer = await arrived.carry(requestOf(incoming, body))
  if (answer.kind === 'broken') return void socket.resetAndDestroy()
  if (answer.trickle) return trickle(answer, { socket, clock: core.clock, ...answer.trickle })
  if (answer.truncated) return void socket.end(Buffer.concat([head(answer, answer.body.length * 2), answer.body]))
  outgoing.writeHead(answer.status, [...answer.headers, ...lengthOf(answer, answer.body.length)])
  outgoing.end(answer.body)
  if (answer.twice) socket.write(Buffer.concat([head(answer, answer.body.length), answer.body]))
}

/** Sends an answer piece by piece and ends the connection. */
async function trickle(
  answer: ServerAnswer,
  { socket, clock, ms, bytes }: { socket: Socket; clock: Clock; ms: number; bytes: number },
): Promise<void> {
  const whole = Buffer.concat([head(answer, answer.body.length, 'connection: close\r\n'), answer.body])
  for (let at = 0; at < whole.length && !socket.destroyed; at += bytes) {
    await wait(clock, ms)
    socket.write(whole.subarray(at, at + bytes))
  }
  socket.end()
}

/** The whole body. Rejects where the connection breaks before. */
function bodyOf(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    incoming
      .on('data', (piece: Buffer) => pieces.push(piece))
      .on('end', () => resolve(Buffer.concat(pieces)))
      .on('error', reject)
  })
}

function requestOf(
  { method = 'GET', url = '/', rawHeaders, headers }: IncomingMessage,
  body: Buffer<ArrayBuffer>,
): WireRequest {
  const kept: string[] = []
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    if (!isHopByHop(name)) kept.push(name, rawHeaders[at + 1] ?? '')
  }
  return { method, origin: `http://${headers.host ?? 'localhost'}`, path: url, headers: kept, body }
}

function lengthOf({ status }: ServerAnswer, length: number): string[] {
  return status === 204 || status === 304 ? [] : ['content-length', String(length)]
}

/** Status line and headers as bytes. */
function head(answer: ServerAnswer, length: number, extra = ''): Buffer {
  const flat = [...answer.headers, ...lengthOf(answer, length)]
  const lines = flat.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${flat[index + 1] ?? ''}\r\n`] : []))
  const reason = STATUS_CODES[answer.status] ?? ''
  return Buffer.from(`HTTP/1.1 ${answer.status} ${reason}\r\n${lines.join('')}${extra}\r\n`, 'latin1')
}
