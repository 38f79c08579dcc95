import { Command } from 'commander'
import type { Io } from '../io.ts'
import { addTargetOptions, countOption, type TargetFlags } from '../options.ts'
import type { Done } from '../program.ts'

/** Options of `fluxproof seed`. */
export interface SeedFlags extends TargetFlags {
  readonly allowWrite?: boolean
  readonly events?: number
  readonly seed: number
}

/** `fluxproof seed`: realistic data for contracts. */
export function seedCommand(io: Io, done: Done): Command {
  const command = new Command('seed')
    .summary('write realistic data for contracts')
    .description(
      'Writes data that keeps the contracts, with times that end now. The same seed gives the same data. Buckets must exist: apply first.',
    )
    .argument('<contracts...>', 'contract files')
    .option('--events <number>', 'points per contract (default: what its volumes and cadences need)', countOption)
    .option('--seed <number>', 'of the generator', countOption, 1)
    .option('--allow-write', 'allow writes to a remote')
  return addTargetOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  $ fluxproof seed contract.yaml --url http://localhost:8086 --token-file token --allow-write
  $ fluxproof seed contract.yaml --events 1000 --seed 42 --allow-write`,
    )
    .action(async (files: string[], flags: SeedFlags) => {
      const { runSeed } = await import('../provision/run-seed.ts')
      done(await runSeed(files, flags, { io }))
    })
}
