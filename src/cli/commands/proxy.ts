import { Command, InvalidArgumentError } from 'commander'
import type { Io } from '../io.ts'
import { collect, countOption } from '../options.ts'
import type { Done } from '../program.ts'

/** Options of `fluxproof proxy`. */
export interface ProxyFlags {
  readonly to: string
  readonly host: string
  readonly port: number
  readonly fault?: readonly string[]
  readonly rate: number
  readonly seed: number
  readonly path: string
  readonly ledger?: string
  readonly tcp?: readonly string[]
  readonly tcpRate: number
}

/** `fluxproof proxy`: a server in front of a server that fails on purpose. */
export function proxyCommand(io: Io, done: Done): Command {
  return new Command('proxy')
    .summary('stand in front of a server and fail on purpose')
    .description(
      'Forwards requests to a server and disturbs some of them, and with --tcp the bytes of connections, until it is stopped. Which fault a request meets depends on nothing but the seed, its connection and its number on that connection; which one a connection meets, on the seed and its number. Prints exactly one line on standard output, its URL.',
    )
    .requiredOption('--to <url>', 'URL of the server')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <number>', 'port to listen on; 0: any that is free', countOption, 0)
    .option(
      '--fault <kind or JSON>',
      'a fault to draw from, as commit-drop-answer or {"kind":"delay","ms":200}; repeatable',
      collect,
    )
    .option('--rate <share>', 'share of requests that meet a fault, from 0 to 1', shareOption, 0.3)
    .option('--seed <number>', 'of the schedule', countOption, 1)
    .option('--path <start>', 'paths that are disturbed', '/api/v2/write')
    .option(
      '--tcp <parts>',
      'what goes wrong with the bytes of a connection: latency, jitter, bandwidth, slice, reset-after, silent-after, silent-for, towards; as latency=50ms,bandwidth=64kB/s; repeatable, one of them is drawn',
      collect,
    )
    .option('--tcp-rate <share>', 'share of connections that meet what --tcp says, from 0 to 1', shareOption, 1)
    .option(
      '--ledger <file>',
      'write what became of every request and disturbed connection, one JSON object a line, when it is stopped',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ fluxproof proxy --to http://localhost:8086 --port 8087 --fault commit-drop-answer --rate 0.1 --seed 7
  $ fluxproof proxy --to http://localhost:8086 --fault '{"kind":"status","status":429,"retryAfter":2}' --ledger ledger.jsonl
  $ fluxproof proxy --to http://localhost:8086 --tcp latency=50ms,jitter=10ms,bandwidth=64kB/s,slice=100B
  $ fluxproof proxy --to http://localhost:8086 --tcp reset-after=2kB --tcp silent-after=1kB,silent-for=5s --tcp-rate 0.2`,
    )
    .action(async (flags: ProxyFlags) => {
      const { runProxy } = await import('../proxy/run-proxy.ts')
      done(await runProxy(flags, { io }))
    })
}

function shareOption(text: string): number {
  const share = Number(text)
  if (text.trim() === '' || !(share >= 0 && share <= 1))
    throw new InvalidArgumentError('Expected a number from 0 to 1.')
  return share
}
