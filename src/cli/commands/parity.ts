import { Command, Option } from 'commander'
import type { Io } from '../io.ts'
import { collect, countOption, durationOption } from '../options.ts'
import type { Done } from '../program.ts'

/** Options of `fluxproof parity`. */
export interface ParityFlags {
  readonly recordings: string
  readonly divergences: string
  readonly lineProtocol: readonly string[]
  readonly only?: string
  readonly influxVersion?: readonly string[]
  readonly target: 'embedded' | 'remote'
  readonly url?: string
  readonly tokenFile?: string
  readonly profile?: string
  readonly caFile?: string
  readonly certFile?: string
  readonly keyFile?: string
  /** Milliseconds. */
  readonly timeout?: number
  readonly allowWrite?: boolean
  /** How many differing steps are printed in full. */
  readonly show: number
  /** A path, or `-` for standard output. */
  readonly json?: string
  readonly markdown?: string
}

const verdictFiles = [
  'fixtures/recordings/line-protocol/verdicts.json',
  '../shared/recordings/line-protocol/verdicts.json',
]

/** `fluxproof parity`: how close the embedded engine is to recorded servers. */
export function parityCommand(io: Io, done: Done): Command {
  return new Command('parity')
    .summary('replay recordings of real servers on the embedded engine')
    .description(
      'Replays transcripts of real servers on the embedded engine and prints per area how many answers are alike. Exit code 1: a difference that the list of known divergences does not explain, an entry that no longer diverges, or a line that is judged otherwise.',
    )
    .option('--recordings <folder>', 'folder of the transcripts', 'fixtures/recordings')
    .option('--divergences <file>', 'list of known divergences of the embedded engine', 'fixtures/divergences.yaml')
    .option('--line-protocol <file...>', 'recorded verdicts on lines; the first file that is there', verdictFiles)
    .option('--only <prefix>', 'only scenarios whose id starts so')
    .option('--influx-version <version>', 'only this version; may be repeated', collect)
    .addOption(new Option('-t, --target <kind>', 'where to replay').choices(['embedded', 'remote']).default('embedded'))
    .option('--url <url>', 'URL of a remote (default: INFLUX_URL)')
    .option('--token-file <path>', 'file that holds the operator token of a remote (default: INFLUX_TOKEN)')
    .option('--profile <name>', 'profile of the influx command line')
    .option('--ca-file <path>', 'PEM file of an authority to trust')
    .option('--cert-file <path>', 'PEM file of a client certificate')
    .option('--key-file <path>', 'PEM file of its key')
    .option('--timeout <duration>', 'of one request, as in 30s', durationOption)
    .option('--allow-write', 'allow what the transcripts do on a remote: use one that holds nothing')
    .option('--show <count>', 'print so many differing answers in full', countOption, 0)
    .option('--json [path]', 'write the JSON report (no path: to standard output)')
    .option('--markdown <path>', 'write the report as Markdown')
    .addHelpText(
      'after',
      `
Examples:
  $ fluxproof parity
  $ fluxproof parity --only write/ --influx-version 2.8.0 --show 3
  $ fluxproof parity --target remote --url http://localhost:8086 --token-file token --allow-write`,
    )
    .action(async (flags: ParityFlags) => {
      const { runParityCommand } = await import('../parity/run-parity-command.ts')
      done(await runParityCommand(flags, { io }))
    })
}
