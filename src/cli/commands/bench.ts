import { Command } from 'commander'
import { benchRunCommand } from '../bench/run/command.ts'
import type { Io } from '../io.ts'
import type { Done } from '../program.ts'

/** `fluxproof bench`: figures that were read back, and a gate on them. */
export function benchCommand(io: Io, done: Done): Command {
  const command = new Command('bench')
    .summary('measure a server, and compare what was measured')
    .description(
      'Benchmarks of writes and queries. A rate is printed only after every point was read back: lost or altered points make the run an error.',
    )
  for (const factory of [benchRunCommand]) command.addCommand(factory(io, done))
  return command
}
