import { Command } from 'commander'
import type { Io } from '../../io.ts'
import { collect } from '../../options.ts'
import type { Done } from '../../program.ts'

/** Options of `fluxproof bench history`. */
export interface HistoryFlags {
  readonly dir: string
  readonly add?: readonly string[]
  readonly workload?: readonly string[]
  readonly contender?: readonly string[]
  readonly machine?: string
  readonly metric?: readonly string[]
  readonly html?: string
  /** A path, or `-` for standard output. */
  readonly json?: string
}

/** `fluxproof bench history`: figures over time. */
export function historyCommand(io: Io, done: Done): Command {
  return new Command('history')
    .summary('keep results, and show how figures changed')
    .description(
      'Shows what earlier runs measured: the last run against the median of those before it, a table for each class of machine. Figures of two classes are never mixed. With --add, results are appended to the history first.',
    )
    .option('--dir <folder>', 'folder of the history', 'benchmarks/history')
    .option('--add <result>', 'append a result of `bench run --json=<path>`; may be repeated', collect)
    .option('-w, --workload <glob>', 'only these workloads; may be repeated', collect)
    .option('--contender <glob>', 'only these contenders; may be repeated', collect)
    .option('--machine <glob>', 'only machines of this class')
    .option('--metric <name>', 'only this metric, such as perSecond or p99Ms; may be repeated', collect)
    .option('--html <path>', 'write a chart of it as one HTML file that needs no network')
    .option('--json [path]', 'write the entries as JSON (no path: to standard output)')
    .addHelpText(
      'after',
      `
Examples:
  $ fluxproof bench history
  $ fluxproof bench history --add reports/bench.json
  $ fluxproof bench history --workload 'ingest-*' --metric perSecond --metric p99Ms --html reports/bench.html`,
    )
    .action(async (flags: HistoryFlags) => {
      const { runHistory } = await import('./run-history.ts')
      done(await runHistory(flags, { io }))
    })
}
