import { Command, Option } from 'commander'
import { defaultPlan } from '../../../bench/gate/rounds/round-sets.ts'
import type { Io } from '../../io.ts'
import { countOption, durationOption } from '../../options.ts'
import type { Done } from '../../program.ts'
import { addPlanOptions, type PlanFlags } from './plan-options.ts'

/** Options of `fluxproof bench selftest`. */
export interface SelftestFlags extends PlanFlags {
  readonly aa: number
  readonly planted: number
  readonly seed: number
  /** When a comparison ends. */
  readonly until: 'verdict' | 'alarm'
  /** Milliseconds. */
  readonly within: number
  /** Folder of the calibrations. */
  readonly baselines: string
  readonly json?: string
}

/** `fluxproof bench selftest`: does the gate cry wolf, and does it bark? */
export function selftestCommand(io: Io, done: Done): Command {
  const command = new Command('selftest')
    .summary('show that the regression gate neither cries wolf nor sleeps')
    .description(
      'Compares the embedded engine with itself, and with itself behind a planted slowdown of 15 %, many times and each time in fresh processes. A comparison ends with a verdict, or as soon as an alarm is unlikely. Counts false alarms and slowdowns that were found. Exit code 1: more than 1 false alarm in 100, or fewer than 95 of 100 slowdowns found.',
    )
    .option('--aa <number>', 'comparisons of the engine with itself', countOption, 200)
    .option('--planted <number>', 'comparisons with a planted slowdown', countOption, 100)
    .option('--seed <number>', 'of data and intervals', countOption, 1)
    .addOption(
      new Option('--until <what>', 'when a comparison ends; `bench compare` goes on until a verdict')
        .choices(['alarm', 'verdict'])
        .default('alarm'),
    )
    .addOption(
      new Option('--within <duration>', 'longest time; what is not done by then counts as missed')
        .argParser(durationOption)
        .default(1_200_000, '20m'),
    )
    .option('--baselines <folder>', 'where calibrations are kept', 'benchmarks/baselines')
    .option('--json [path]', 'write every comparison as JSON (no path: to standard output)')
  return addPlanOptions(command, `${defaultPlan.launches}`)
    .addHelpText(
      'after',
      `
Examples:
  $ fluxproof bench selftest
  $ fluxproof bench selftest --aa 20 --planted 10 --seed 7`,
    )
    .action(async (flags: SelftestFlags) => {
      const { runSelftest } = await import('./run-selftest.ts')
      done(await runSelftest(flags, { io }))
    })
}
