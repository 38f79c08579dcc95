import { Command, Option } from 'commander'
import type { Precision } from '../../line-protocol/types.ts'
import type { Io } from '../io.ts'
import { addTargetOptions, countOption, durationOption, type TargetFlags } from '../options.ts'
import type { Done } from '../program.ts'

/** Options of `fluxproof write`. */
export interface WriteFlags extends TargetFlags {
  readonly bucket: string
  readonly contract?: string
  readonly spill?: string
  readonly deadLetter?: string
  readonly precision: Precision
  readonly batch: number
  readonly gzip?: boolean
  /** Milliseconds. */
  readonly deadline?: number
  readonly acknowledge?: boolean
}

/** `fluxproof write`: line protocol to a bucket, with the fate of every point. */
export function writeCommand(io: Io, done: Done): Command {
  const command = new Command('write')
    .summary('write line protocol to a bucket and account for every point')
    .description(
      'Reads line protocol from standard input, one point a line, and writes it to a bucket of a remote. Prints what became of the points as JSON: stored, rejected, unknown and dropped add up to those read. Exit code 1: a point is not known to be stored.',
    )
    .requiredOption('-b, --bucket <name>', 'bucket to write to')
    .option('-c, --contract <file>', 'reject points that break this contract before they are sent')
    .option('--spill <folder>', 'keep points here until they are decided; what is left there is written first')
    .option('--dead-letter <file>', 'append points that are not stored, with their reasons')
    .addOption(new Option('--precision <unit>', 'of the times read').choices(['ns', 'us', 'ms', 's']).default('ns'))
    .option('--batch <points>', 'points of one request, at most', countOption, 1000)
    .option('--gzip', 'compress requests')
    .option(
      '--acknowledge',
      'say on standard error how many points were taken, after each piece of input; with --spill they outlive this process',
    )
    .option('--deadline <duration>', 'how long to wait for the last points (default: 30s)', durationOption)
  return addTargetOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  $ fluxproof write --bucket raw --url http://localhost:8086 --org acme --token-file token < points.lp
  $ fluxproof normalize -c homeiq.yaml < events.jsonl | fluxproof write --bucket events --spill spill --dead-letter dead.lp`,
    )
    .action(async (flags: WriteFlags) => {
      const { runWrite } = await import('../write/run-write.ts')
      done(await runWrite(flags, { io }))
    })
}
