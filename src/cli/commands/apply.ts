import { Command } from 'commander'
import type { Io } from '../io.ts'
import { addTargetOptions, type TargetFlags } from '../options.ts'
import type { Done } from '../program.ts'

/** Options of `fluxproof apply`. */
export interface ApplyFlags extends TargetFlags {
  readonly allowWrite?: boolean
  readonly allowDataLoss?: boolean
  readonly tokenOut?: string
}

/** `fluxproof apply`: makes a server what the contracts say. */
export function applyCommand(io: Io, done: Done): Command {
  const command = new Command('apply')
    .summary('create what is missing, report drift')
    .description(
      'Creates what is missing, updates what can be updated without losing data, and reports the rest as drift. A second apply changes nothing. Exit code 1: something was left as it is.',
    )
    .argument('<contracts...>', 'contract files')
    .option('--allow-write', 'allow changes on a remote')
    .option('--allow-data-loss', 'shorten the retention of buckets that hold data too')
    .option('--token-out <path>', 'file for new tokens, mode 600, one `key=token` a line')
  return addTargetOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  $ fluxproof apply contract.yaml --url http://localhost:8086 --token-file token --allow-write
  $ fluxproof apply contract.yaml --target remote --allow-write --token-out tokens.env`,
    )
    .action(async (files: string[], flags: ApplyFlags) => {
      const { runApply } = await import('../provision/run-apply.ts')
      done(await runApply(files, flags, { io }))
    })
}
