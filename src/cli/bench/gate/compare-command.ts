import { Command, InvalidArgumentError, Option } from 'commander'
import { defaultPlan } from '../../../bench/gate/rounds/round-sets.ts'
import { type GateMetric, gateMetrics } from '../../../bench/gate/statistics/metric.ts'
import type { Io } from '../../io.ts'
import { countOption } from '../../options.ts'
import type { Done } from '../../program.ts'
import { addPlanOptions, type PlanFlags } from './plan-options.ts'

/** Options of `fluxproof bench compare`. */
export interface CompareFlags extends PlanFlags {
  readonly base?: string
  readonly head?: string
  readonly workload: string
  readonly metric?: GateMetric
  /** A share: 0.1 for 10 %. */
  readonly minEffect: number
  readonly confidence: number
  readonly seed: number
  readonly calibrate?: boolean
  /** Folder of the calibrations. */
  readonly baselines: string
  readonly allowWrite?: boolean
  readonly org?: string
  readonly tokenFile?: string
  /** A path, or `-` for standard output. */
  readonly json?: string
}

/** `fluxproof bench compare`: is head slower than base? */
export function compareCommand(io: Io, done: Done): Command {
  const command = new Command('compare')
    .summary('tell whether head is slower than base')
    .description(
      'Runs base and head in turn on this machine, in fresh processes, reads every point back, and gives the ratio with its interval. While there is not enough evidence it starts both again, up to --launches. A change is an estimate of at least --min-effect whose interval excludes "the same". With two files that `fluxproof bench run --json=<path>` wrote, these are compared. Exit code 1: regression; 2: not enough evidence, or something could not be measured.',
    )
    .argument('[results...]', 'two result files, base and head, in place of --base and --head')
    .option('--base <subject>', 'embedded, dir:PATH (a checkout), url:URL, or module:PATH (a writer)')
    .option('--head <subject>', 'the same')
    .option('--workload <name>', 'what is written: gate, or a workload of `bench run` that only writes', 'gate')
    .addOption(new Option('--metric <name>', 'what decides (default: fastestMs)').choices([...gateMetrics]))
    .addOption(
      new Option('--min-effect <percent>', 'difference from which it counts').argParser(shareOption).default(0.1, '10'),
    )
    .addOption(new Option('--confidence <percent>', 'of the interval').argParser(shareOption).default(0.99, '99'))
    .option('--seed <number>', 'of data and intervals', countOption, 1)
    .option('--calibrate', 'run base against itself and keep the noise of this class of machine')
    .option('--baselines <folder>', 'where calibrations are kept', 'benchmarks/baselines')
    .option('--allow-write', 'write to the server of url:URL: a bucket fluxproof_bench_… is made there and removed')
    .option('--org <name>', 'organization on it (default: INFLUX_ORG)')
    .option('--token-file <path>', 'file that holds its token (default: INFLUX_TOKEN)')
    .option('--json [path]', 'write the comparison as JSON (no path: to standard output)')
  return addPlanOptions(command, `${defaultPlan.launches}; 24 with --calibrate`)
    .addHelpText(
      'after',
      `
Examples:
  $ fluxproof bench compare --base dir:../main --head dir:.
  $ fluxproof bench compare --calibrate
  $ INFLUX_TOKEN=… fluxproof bench compare --base url:http://localhost:8086 --head url:http://localhost:8087 --org acme --allow-write
  $ fluxproof bench compare before.json after.json`,
    )
    .action(async (files: string[], flags: CompareFlags) => {
      const { runCompare } = await import('./run-compare.ts')
      done(await runCompare(files, flags, { io }))
    })
}

/** Reads a percentage above 0 and under 100 as a share. */
function shareOption(text: string): number {
  const percent = Number(text)
  if (text.trim() === '' || !(percent > 0 && percent < 100)) {
    throw new InvalidArgumentError('Expected a percentage above 0 and under 100.')
  }
  return percent / 100
}
