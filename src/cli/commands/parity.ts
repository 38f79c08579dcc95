import { Command } from 'commander'
import type { Io } from '../io.ts'
import { collect } from '../options.ts'
import type { Done } from '../program.ts'

/** Options of `fluxproof parity`. */
export interface ParityFlags {
  readonly recordings: string
  readonly divergences: string
  readonly only?: string
  readonly influxVersion?: readonly string[]
}

/** `fluxproof parity`: how close the embedded engine is to recorded servers. */
export function parityCommand(io: Io, done: Done): Command {
  return new Command('parity')
    .summary('replay recordings of real servers on the embedded engine')
    .description(
      'Replays transcripts of real servers on the embedded engine and prints per area how many answers are alike. Exit code 1: a difference that the list of known divergences does not explain, or an entry that no longer diverges.',
    )
    .option('--recordings <folder>', 'folder of the transcripts', 'fixtures/recordings')
    .option('--divergences <file>', 'list of known divergences', 'fixtures/divergences.yaml')
    .option('--only <prefix>', 'only scenarios whose id starts so')
    .option('--influx-version <version>', 'only this version; may be repeated', collect)
    .addHelpText(
      'after',
      `
Examples:
  $ fluxproof parity
  $ fluxproof parity --only write/ --influx-version 2.8.0`,
    )
    .action(async (flags: ParityFlags) => {
      const { runParityCommand } = await import('../run-parity-command.ts')
      done(await runParityCommand(flags, { io }))
    })
}
