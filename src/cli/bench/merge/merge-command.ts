import { Command } from 'commander'
import type { Io } from '../../io.ts'
import type { Done } from '../../program.ts'

/** Options of `fluxproof bench merge`. */
export interface MergeFlags {
  /** A path, or `-` for standard output. */
  readonly json?: string
}

/** `fluxproof bench merge`: results of shards as one. */
export function mergeCommand(io: Io, done: Done): Command {
  return new Command('merge')
    .summary('merge the results of all shards of a run')
    .description(
      'Merges results of `fluxproof bench run --shard i/n`, which ran at the same time on any number of machines: counts are added, histograms merged as histograms, thresholds judged anew. Refuses shards that are missing, given twice, of another seed, version or list of workloads, or that ran one after another.',
    )
    .argument('<results...>', 'JSON files of all shards, in any order')
    .option('--json [path]', 'write the merged result (no path: to standard output)')
    .addHelpText(
      'after',
      `
Examples:
  $ fluxproof bench merge shard-1.json shard-2.json
  $ fluxproof bench merge shard-*.json --json=merged.json`,
    )
    .action(async (files: string[], flags: MergeFlags) => {
      const { runMerge } = await import('./run-merge.ts')
      done(await runMerge(files, flags, { io }))
    })
}
