import { Command, Option } from 'commander'
import type { ShardPart } from '../../../bench/result/bench-result.ts'
import type { Io } from '../../io.ts'
import { countOption } from '../../options.ts'
import type { Done } from '../../program.ts'
import { shardOption } from '../run/shard-option.ts'

/** Options of `fluxproof bench export`. */
export interface ExportFlags {
  readonly format: 'k6'
  readonly workload?: string
  readonly out?: string
  readonly points?: number
  readonly seed: number
  readonly shard?: ShardPart
  readonly verify?: readonly string[]
  readonly url?: string
  readonly org?: string
  readonly bucket?: string
  readonly tokenFile?: string
}

/** `fluxproof bench export`: a workload for another load engine, and the proof of what it wrote. */
export function exportCommand(io: Io, done: Done): Command {
  return new Command('export')
    .summary('write a workload as a k6 script, and verify what it wrote')
    .description(
      'Writes a folder with a script for k6, the same request bodies as `fluxproof bench run` sends, and what has to be in the bucket afterwards. With --verify, reads a bucket back and compares: exit code 1 when a point is missing or another.',
    )
    .addOption(new Option('--format <name>', 'load engine').choices(['k6']).default('k6'))
    .option('-w, --workload <name>', 'name of a workload that writes')
    .option('--out <folder>', 'where to write the script')
    .option('--points <number>', 'so many points (default: those of the workload)', countOption)
    .option('--seed <number>', 'of the points', countOption, 1)
    .option('--shard <i/n>', 'only this part of the requests', shardOption)
    .option('--verify <folders...>', 'folders of exports whose scripts have run: one, or all shards')
    .option('--url <url>', 'URL of the server to verify (default: INFLUX_URL)')
    .option('--org <name>', 'its organization (default: INFLUX_ORG)')
    .option('--bucket <name>', 'the bucket that the scripts wrote to (default: INFLUX_BUCKET)')
    .option('--token-file <path>', 'file that holds a token which may read it (default: INFLUX_TOKEN)')
    .addHelpText(
      'after',
      `
Examples:
  $ fluxproof bench export --workload ingest-1000x4 --out k6
  $ fluxproof bench export --workload ingest-open --points 500000 --shard 1/4 --out k6-1
  $ fluxproof bench export --verify k6 --url http://localhost:8086 --org acme --bucket load --token-file token`,
    )
    .action(async (flags: ExportFlags) => {
      const { runExport } = await import('./run-export.ts')
      done(await runExport(flags, { io }))
    })
}
