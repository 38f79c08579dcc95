import { Command } from 'commander'
import type { Io } from '../io.ts'
import type { Done } from '../program.ts'

/** `fluxproof lint`: what is legal but wrong in contracts. */
export function lintCommand(io: Io, done: Done): Command {
  return new Command('lint')
    .summary('find mistakes in contracts, without a server')
    .description(
      'Finds what is legal but wrong: clashing names, unbounded tags, retention below its shard group, tasks that read past retention. Exit code 1: something was found that no waiver covers.',
    )
    .argument('<contracts...>', 'contract files')
    .option('--json [path]', 'print the findings as JSON, or write them to a file')
    .addHelpText(
      'after',
      `
Examples:
  $ fluxproof lint contract.yaml
  $ fluxproof lint fixtures/contracts/*.yaml --json`,
    )
    .action(async (files: string[], flags: { readonly json?: string }) => {
      const { runLint } = await import('../run-lint.ts')
      done(await runLint(files, flags, { io }))
    })
}
