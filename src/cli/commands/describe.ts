import { Command } from 'commander'
import type { Io } from '../io.ts'
import type { Done } from '../program.ts'

/** `fluxproof describe`: a contract as a schema document. */
export function describeCommand(io: Io, done: Done): Command {
  return new Command('describe')
    .summary('print contracts as Markdown schema documents')
    .description(
      'Prints buckets, measurements, tags, fields, units, retention and an example line of each measurement.',
    )
    .argument('<contracts...>', 'contract files')
    .addHelpText(
      'after',
      `
Examples:
  $ fluxproof describe contract.yaml > SCHEMA.md`,
    )
    .action(async (files: string[]) => {
      const { loadContracts } = await import('../load-contracts.ts')
      const { describe } = await import('../../contract/describe.ts')
      const contracts = loadContracts(files, { env: io.env })
      io.stdout.write(contracts.map(describe).join('\n'))
      done(0)
    })
}
