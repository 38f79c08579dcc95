import { Command, InvalidArgumentError, Option } from 'commander'
import type { ShardPart } from '../../../bench/result/bench-result.ts'
import type { Io } from '../../io.ts'
import { addTargetOptions, countOption, type TargetFlags } from '../../options.ts'
import type { Done } from '../../program.ts'
import { shardOption } from './shard-option.ts'

/** Options of `fluxproof bench run`. */
export interface BenchRunFlags extends TargetFlags {
  readonly selection: 'quick' | 'nightly'
  readonly list?: boolean
  readonly rounds?: number
  readonly seed: number
  readonly shard?: ShardPart
  readonly allowWrite?: boolean
  /** A path, or `-` for standard output. */
  readonly json?: string
  readonly junit?: string
  /** Folder of the history to append to. */
  readonly history?: string
  readonly quiet?: boolean
}

/** `fluxproof bench run`: workloads on a server, side by side with their rivals. */
export function benchRunCommand(io: Io, done: Done): Command {
  const command = new Command('run')
    .summary('run workloads on a server, side by side with their rivals')
    .description(
      'Writes and queries a server as workloads say, reads every point back, and holds the figures against thresholds. The same workload runs against a sink that stores nothing: where the driver could do less than three times as much there, the server is not called slow. Exit code 1: a threshold is missed; 2: points were lost or something could not be measured.',
    )
    .argument('[workloads...]', 'names or globs of workloads (default: the selection)')
    .addOption(new Option('--selection <name>', 'which workloads').choices(['quick', 'nightly']).default('quick'))
    .option('--list', 'print the workloads and stop')
    .option('--rounds <number>', 'rounds of each contender (default: 3, nightly 5)', roundsOption)
    .option('--seed <number>', 'of the points', countOption, 1)
    .option('--shard <i/n>', 'only this part of the points, for a run on several machines', shardOption)
    .option('--allow-write', 'write to a remote: buckets fluxproof_bench_… are made there and removed')
    .option('--json [path]', 'write the result as JSON (no path: to standard output)')
    .option('--junit <path>', 'write a JUnit report, one test case a threshold')
    .option('--history <folder>', 'append the figures to the history of this class of machine')
    .option('-q, --quiet', 'print no progress')
  return addTargetOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  $ fluxproof bench run
  $ fluxproof bench run batch-1000 'ingest-*' --rounds 5 --junit reports/bench.junit.xml
  $ INFLUX_URL=http://localhost:8086 INFLUX_TOKEN=… fluxproof bench run --org acme --allow-write --json=result.json`,
    )
    .action(async (workloads: readonly string[], flags: BenchRunFlags) => {
      const { runBenchCommand } = await import('./run-bench-command.ts')
      done(await runBenchCommand(workloads, flags, { io }))
    })
}

function roundsOption(text: string): number {
  const rounds = countOption(text)
  if (rounds < 1) throw new InvalidArgumentError('Expected a whole number from 1.')
  return rounds
}
