import { Command } from 'commander'
import type { Io } from '../io.ts'
import { addTargetOptions, type TargetFlags } from '../options.ts'
import type { Done } from '../program.ts'

/** Options of `fluxproof ready`. */
export interface ReadyFlags extends TargetFlags {
  readonly allowWrite?: boolean
}

/** `fluxproof ready`: is the server ready? One shot. */
export function readyCommand(io: Io, done: Done): Command {
  const command = new Command('ready')
    .summary('tell whether a server is ready, as JSON')
    .description(
      'Makes an authenticated call and, where writing is allowed, writes a canary point and reads it back. /health and /ready of a server prove neither. Exit code 1: not ready.',
    )
    .option('--allow-write', 'allow the canary on a remote')
  return addTargetOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  $ fluxproof ready --url http://localhost:8086 --token-file token
  $ INFLUX_URL=http://localhost:8086 INFLUX_TOKEN=… INFLUX_ORG=acme fluxproof ready --allow-write`,
    )
    .action(async (flags: ReadyFlags) => {
      const { runReady } = await import('../run-ready.ts')
      done(await runReady(flags, { io }))
    })
}
