import { Command, Option } from 'commander'
import type { Io } from '../io.ts'
import type { Done } from '../program.ts'

/** Writers that the command knows by name. */
export const adapterNames = ['fluxproof', 'official-client', 'naive-fetch'] as const

/** Options of `fluxproof conformance`. */
export interface ConformanceFlags {
  readonly module?: string
  readonly adapter?: (typeof adapterNames)[number]
  readonly only?: string
  readonly list?: boolean
  readonly virtual?: boolean
  readonly json?: string
  readonly verbose?: boolean
}

/** `fluxproof conformance`: does a writer tell the truth? */
export function conformanceCommand(io: Io, done: Done): Command {
  return new Command('conformance')
    .summary('run the conformance kit on a writer')
    .description(
      'Runs a writer against the embedded engine behind a fault proxy, case by case, and judges the history of each: what was handed in, what the writer said, what the server then showed. The module exports as default, or as `createAdapter`, a function that makes an adapter with open, write, flush and close. Exit code 1: a case failed.',
    )
    .option('--module <path>', 'JavaScript or TypeScript module of the writer')
    .addOption(new Option('--adapter <name>', 'a writer that is built in').choices([...adapterNames]))
    .option('--only <id glob>', 'cases to run; * stands for anything')
    .option('--list', 'print the cases and stop')
    .option(
      '--virtual',
      'in process and in virtual time, for writers that use fetch and clock of the server they are given',
    )
    .option('--json [path]', 'write the JSON report (no path: to standard output)')
    .option('-v, --verbose', 'print the observed history of passed cases too')
    .addHelpText(
      'after',
      `
Examples:
  $ fluxproof conformance --module ./my-writer.js
  $ fluxproof conformance --adapter official-client --only 'truth/*'
  $ fluxproof conformance --list`,
    )
    .action(async (flags: ConformanceFlags) => {
      const { runConformanceCommand } = await import('../conformance/run-conformance-command.ts')
      done(await runConformanceCommand(flags, { io }))
    })
}
