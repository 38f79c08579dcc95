import { Command } from 'commander'
import type { Io } from '../io.ts'
import { addTargetOptions, collect, durationOption, type TargetFlags } from '../options.ts'
import type { Done } from '../program.ts'

/** Options of `fluxproof import`. */
export interface ImportFlags extends TargetFlags {
  readonly out?: string
  readonly name?: string
  readonly bucket?: readonly string[]
  /** Milliseconds. */
  readonly lookback?: number
  readonly force?: boolean
}

/** `fluxproof import`: a contract from a live server. */
export function importCommand(io: Io, done: Done): Command {
  const command = new Command('import')
    .summary('write a contract from a live server')
    .description(
      'Writes the contract that a server keeps: buckets, measurements, tags, fields and their types, tokens, tasks and 1.x mappings as clauses; cadence, cardinality, values and ranges as comments to be confirmed. The server is only read. What it does not keep as it is, such as a field of two types, becomes a waiver of 30 days. Exit code 2: the server could not be asked.',
    )
    .option('--out <path>', 'file to write; tasks get a Flux file each beside it (default: to standard output)')
    .option('--force', 'replace files that exist')
    .option('--name <name>', 'of the contract (default: that of the organization)')
    .option('--bucket <name>', 'only this bucket; may be repeated', collect)
    .option('--lookback <duration>', 'how far back values are read (default: 24h)', durationOption)
  return addTargetOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  $ fluxproof import --url http://localhost:8086 --token-file token --org acme --out acme.yaml
  $ INFLUX_URL=http://localhost:8086 INFLUX_TOKEN=… INFLUX_ORG=acme fluxproof import > acme.yaml
  $ fluxproof import --url http://localhost:8086 --org acme --bucket raw --lookback 7d`,
    )
    .action(async (flags: ImportFlags) => {
      const { runImport } = await import('../import/run-import.ts')
      done(await runImport(flags, { io }))
    })
}
