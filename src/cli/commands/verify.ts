import { Command } from 'commander'
import type { Io } from '../io.ts'
import {
  addReportOptions,
  addTargetOptions,
  collect,
  countOption,
  durationOption,
  type ReportFlags,
  type TargetFlags,
} from '../options.ts'
import type { Done } from '../program.ts'

/** Options of `fluxproof verify`. */
export interface VerifyFlags extends TargetFlags, ReportFlags {
  readonly only?: readonly string[]
  readonly list?: boolean
  /** Milliseconds. */
  readonly lookback?: number
  readonly allowWrite?: boolean
  /** False under --no-setup. */
  readonly setup: boolean
  readonly seed: number
  readonly events?: number
}

/** `fluxproof verify`: checks every clause of the contracts. */
export function verifyCommand(io: Io, done: Done): Command {
  const command = new Command('verify')
    .summary('check every clause of contracts against a server')
    .description(
      'Checks every clause of the contracts. A remote is only read, unless --allow-write is given. Without a URL the server is a throw-away one: the contract is built on it, filled with data and then checked.',
    )
    .argument('<contracts...>', 'contract files')
    .option('--only <glob>', 'only checks whose id matches; may be repeated', collect)
    .option('--list', 'print the checks and what they read or write, without any I/O on a server')
    .option('--lookback <duration>', 'how far back points are read (default: 24h)', durationOption)
    .option('--allow-write', 'allow checks that write to a remote: canary, write edge, throughput')
    .option('--no-setup', 'neither build nor fill a throw-away server first')
    .option('--seed <number>', 'of the data for a throw-away server', countOption, 1)
    .option('--events <number>', 'points for a throw-away server, per contract', countOption)
  addReportOptions(addTargetOptions(command))
  return command
    .addHelpText(
      'after',
      `
Examples:
  $ fluxproof verify contract.yaml
  $ fluxproof verify fixtures/contracts/*.yaml --junit reports/verify.junit.xml --json=reports/verify.json
  $ INFLUX_URL=https://influx.example INFLUX_TOKEN=… fluxproof verify contract.yaml
  $ fluxproof verify contract.yaml --target remote --url http://localhost:8086 --token-file token --allow-write
  $ fluxproof verify contract.yaml --only '*/retention' --list`,
    )
    .action(async (files: string[], flags: VerifyFlags) => {
      const { verify } = await import('../verify/verify.ts')
      done(await verify(files, flags, { io }))
    })
}
