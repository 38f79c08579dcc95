import { writeFileSync } from 'node:fs'
import { exitCode, FluxproofError, UsageError } from '../../errors/index.ts'
import { createFaultProxy } from '../../fault/fault-proxy.ts'
import type { Ledger } from '../../fault/ledger.ts'
import { seededSchedule } from '../../fault/schedule.ts'
import { transportToServer } from '../../fault/to-server.ts'
import type { ProxyFlags } from '../commands/proxy.ts'
import type { Io } from '../io.ts'
import { readFault } from './read-fault.ts'

/** Runs the proxy until `io.signal` asks to stop; standard output gets one line, its URL. */
export async function runProxy(flags: ProxyFlags, { io }: { readonly io: Io }): Promise<number> {
  if (!URL.canParse(flags.to)) {
    throw new UsageError({ operation: 'choose the server', expected: 'a URL', found: flags.to, next: 'Correct --to' })
  }
  const faults = (flags.fault ?? []).map(readFault)
  const { seed, rate, path, host, port, ledger } = flags
  await using server = transportToServer(flags.to)
  const proxy = createFaultProxy({
    upstream: server.transport,
    schedule: seededSchedule({ seed, rate, faults, path }),
    keepBodies: ledger !== undefined,
  })
  await using listening = await proxy.listen({ host, port }).catch((cause: NodeJS.ErrnoException) => {
    const found = cause.code ?? 'an error'
    throw new FluxproofError({
      operation: `listen on ${host}:${port}`,
      expected: 'a free port',
      found,
      next: 'Choose another with --port',
      cause,
    })
  })
  io.stdout.write(`${listening.url}\n`)
  io.stderr.write(
    `to ${new URL(flags.to).origin}, seed ${seed}, ${faults.length === 0 ? 'no faults' : `${rate * 100} % of ${path}`}\n`,
  )
  const { promise, resolve } = Promise.withResolvers<void>()
  if (io.signal.aborted) resolve()
  else io.signal.addEventListener('abort', () => resolve(), { once: true })
  await promise
  if (ledger !== undefined) writeFileSync(ledger, linesOfLedger(proxy.ledger))
  return exitCode.kept
}

function linesOfLedger({ entries }: Ledger): string {
  return entries
    .map((entry) => `${JSON.stringify(entry, (_, value) => (typeof value === 'bigint' ? String(value) : value))}\n`)
    .join('')
}
