import { Command, Option } from 'commander'
import { systems } from '../../normalize/system.ts'
import type { Io } from '../io.ts'
import type { Done } from '../program.ts'

/** Options of `fluxproof normalize`. */
export interface NormalizeFlags {
  readonly contract: string
  readonly timeZone: string
  readonly registry?: string
  readonly drops?: string
  readonly out?: string
  readonly system?: string
  readonly unavailable: 'keep' | 'drop'
  readonly weatherEntity?: string
}

/** `fluxproof normalize`: events to line protocol. */
export function normalizeCommand(io: Io, done: Done): Command {
  return new Command('normalize')
    .summary('turn events into line protocol that keeps a contract')
    .description(
      'Reads events from standard input, one JSON value a line: Home Assistant events, their WebSocket envelopes, lists of them, the compressed form of subscribe_entities, or the records of the other systems. Writes line protocol (nanoseconds) to standard output and a summary of every decision to standard error: points and drops by reason add up to the events. Exit code 1: a line was not JSON.',
    )
    .requiredOption('-c, --contract <file>', 'the contract that says tags, fields, types and units')
    .option('--time-zone <zone>', 'IANA zone of the home, for time_of_day', 'UTC')
    .option('--registry <file>', 'devices, entities and areas of Home Assistant, as JSON')
    .option('--drops <file>', 'where dropped events go, one JSON object a line')
    .option('--out <folder>', 'one file <bucket key>.lp for each bucket, instead of standard output')
    .addOption(
      new Option('--system <name>', 'whose events they are (default: as the contract tells)').choices([...systems]),
    )
    .addOption(
      new Option('--unavailable <what>', 'what becomes of unavailable and unknown states')
        .choices(['keep', 'drop'])
        .default('keep'),
    )
    .option('--weather-entity <id>', 'the entity whose weather is joined onto other events')
    .addHelpText(
      'after',
      `
Examples:
  $ fluxproof normalize --contract homeiq.yaml --time-zone Europe/Berlin < events.jsonl > points.lp
  $ zcat events.jsonl.gz | fluxproof normalize -c homeiq.yaml --registry devices.json --drops drops.jsonl > points.lp
  $ fluxproof normalize -c energy-monitor.yaml --out points < readings.jsonl`,
    )
    .action(async (flags: NormalizeFlags) => {
      const { runNormalize } = await import('../normalize/run-normalize.ts')
      done(await runNormalize(flags, { io }))
    })
}
