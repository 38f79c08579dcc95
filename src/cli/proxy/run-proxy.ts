import { writeFileSync } from 'node:fs'
import { exitCode, FluxproofError, UsageError } from '../../errors/index.ts'
import { createFaultProxy } from '../../fault/fault-proxy.ts'
import type { LedgerEntry } from '../../fault/ledger.ts'
import type { Listening } from '../../fault/listen.ts'
import { seededSchedule } from '../../fault/schedule.ts'
import { createTcpFaultProxy } from '../../fault/tcp/tcp-fault-proxy.ts'
import type { TcpConnection } from '../../fault/tcp/tcp-link.ts'
import { seededTcpSchedule } from '../../fault/tcp/tcp-schedule.ts'
import { transportToServer } from '../../fault/to-server.ts'
import type { ProxyFlags } from '../commands/proxy.ts'
import type { Io } from '../io.ts'
import { readFault } from './read-fault.ts'
import { readTcpFault } from './read-tcp-fault.ts'

/** Runs the proxy until `io.signal` asks to stop; standard output gets one line, its URL. */
export async function runProxy(flags: ProxyFlags, { io }: { readonly io: Io }): Promise<number> {
  if (!URL.canParse(flags.to)) {
    throw new UsageError({ operation: 'choose the server', expected: 'a URL', found: flags.to, next: 'Correct --to' })
  }
  const faults = (flags.fault ?? []).map(readFault)
  const tcpFaults = (flags.tcp ?? []).map(readTcpFault)
  const { seed, rate, tcpRate, path, host, port, ledger } = flags
  await using server = transportToServer(flags.to)
  const proxy = createFaultProxy({
    upstream: server.transport,
    schedule: seededSchedule({ seed, rate, faults, path }),
    keepBodies: ledger !== undefined,
  })
  // What disturbs bytes stands in front, so that the ledger tells what came through it.
  await using inner = tcpFaults.length === 0 ? undefined : await proxy.listen()
  const front = inner && createTcpFaultProxy({ to: { host: '127.0.0.1', port: inner.port }, seed })
  front?.setSchedule(seededTcpSchedule({ seed, rate: tcpRate, faults: tcpFaults }))
  await using listening = await opened((front ?? proxy).listen({ host, port }), `${host}:${port}`)
  io.stdout.write(`${listening.url}\n`)
  const http = faults.length === 0 ? 'no faults of requests' : `faults on ${rate * 100} % of ${path}`
  const tcp = tcpFaults.length === 0 ? '' : `, on the bytes of ${tcpRate * 100} % of connections`
  io.stderr.write(`to ${new URL(flags.to).origin}, seed ${seed}, ${http}${tcp}\n`)
  const { promise, resolve } = Promise.withResolvers<void>()
  if (io.signal.aborted) resolve()
  else io.signal.addEventListener('abort', () => resolve(), { once: true })
  await promise
  if (ledger !== undefined) writeFileSync(ledger, linesOf([...proxy.ledger.entries, ...(front?.connections ?? [])]))
  return exitCode.kept
}

function opened(listening: Promise<Listening>, address: string): Promise<Listening> {
  return listening.catch((cause: NodeJS.ErrnoException) => {
    const found = cause.code ?? 'an error'
    const next = 'Choose another with --port'
    throw new FluxproofError({ operation: `listen on ${address}`, expected: 'a free port', found, next, cause })
  })
}

function linesOf(entries: readonly (LedgerEntry | TcpConnection)[]): string {
  return entries
    .map((entry) => `${JSON.stringify(entry, (_, value) => (typeof value === 'bigint' ? String(value) : value))}\n`)
    .join('')
}
