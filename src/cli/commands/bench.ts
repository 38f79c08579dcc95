import { Command } from 'commander'
import { exportCommand } from '../bench/export/export-command.ts'
import { compareCommand } from '../bench/gate/compare-command.ts'
import { selftestCommand } from '../bench/gate/selftest-command.ts'
import { historyCommand } from '../bench/history/history-command.ts'
import { mergeCommand } from '../bench/merge/merge-command.ts'
import { benchRunCommand } from '../bench/run/command.ts'
import type { Io } from '../io.ts'
import type { CommandFactory, Done } from '../program.ts'

const factories: readonly CommandFactory[] = [
  benchRunCommand,
  compareCommand,
  historyCommand,
  exportCommand,
  mergeCommand,
  selftestCommand,
]

/** `fluxproof bench`: figures that were read back, and a gate on them. */
export function benchCommand(io: Io, done: Done): Command {
  const command = new Command('bench')
    .summary('measure a server, and compare what was measured')
    .description(
      'Benchmarks of writes and queries. A rate is printed only after every point was read back: lost or altered points make the run an error.',
    )
  for (const factory of factories) command.addCommand(factory(io, done))
  return command.addHelpText(
    'after',
    `
Examples:
  $ fluxproof bench run
  $ fluxproof bench compare --base dir:../main --head dir:.
  $ fluxproof bench history --html reports/bench.html`,
  )
}
