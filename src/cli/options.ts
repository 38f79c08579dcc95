import { type Command, InvalidArgumentError, Option } from 'commander'
import { parseDuration, toMilliseconds } from '../contract/duration.ts'
import type { FailOn } from '../report/run.ts'
import { failOnChoices } from '../report/run.ts'
import type { RemoteOptions } from '../target/environment.ts'
import { type TargetChoice, targetKinds } from '../target/target.ts'

/** Options of every command that works on a server. */
export interface TargetFlags {
  readonly target: TargetChoice
  readonly url?: string
  readonly org?: string
  readonly tokenFile?: string
  readonly profile?: string
  readonly caFile?: string
  readonly certFile?: string
  readonly keyFile?: string
  /** Milliseconds. */
  readonly timeout?: number
  readonly requireReal?: boolean
}

/** Options of every command that prints verdicts. */
export interface ReportFlags {
  readonly failOn: FailOn
  /** A path, or `-` for standard output. */
  readonly json?: string
  readonly junit?: string
  readonly quiet?: boolean
  readonly verbose?: boolean
  /** False under --no-color. */
  readonly color: boolean
}

/** Adds the options that choose and reach a server. */
export function addTargetOptions(command: Command): Command {
  return command
    .addOption(
      new Option('-t, --target <kind>', 'where the contract is held against')
        .choices(['auto', ...targetKinds])
        .default('auto'),
    )
    .option('--url <url>', 'URL of a remote (default: INFLUX_URL)')
    .option('--org <name>', 'organization, where the contract names none (default: INFLUX_ORG)')
    .option('--token-file <path>', 'file that holds the token of a remote (default: INFLUX_TOKEN)')
    .option('--profile <name>', 'profile of the influx command line')
    .option('--ca-file <path>', 'PEM file of an authority to trust')
    .option('--cert-file <path>', 'PEM file of a client certificate')
    .option('--key-file <path>', 'PEM file of its key')
    .option('--timeout <duration>', 'of one request, as in 30s', durationOption)
    .option('--require-real', 'refuse the embedded engine when no real server is found')
}

/** Adds the options that shape what is printed. */
export function addReportOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--fail-on <severity>', 'what makes the exit code 1').choices([...failOnChoices]).default('failure'),
    )
    .option('--json [path]', 'write the JSON report (no path: to standard output)')
    .option('--junit <path>', 'write the JUnit report')
    .option('-q, --quiet', 'print broken and undecided checks only')
    .option('-v, --verbose', 'print kept checks too')
    .option('--no-color', 'print without colours (also: NO_COLOR)')
}

/** What of the flags describes a remote. */
export function remoteOptionsOf(flags: TargetFlags): RemoteOptions {
  const { url, org, tokenFile, profile, caFile, certFile, keyFile, timeout } = flags
  return {
    ...(url !== undefined && { url }),
    ...(org !== undefined && { org }),
    ...(tokenFile !== undefined && { tokenFile }),
    ...(profile !== undefined && { profile }),
    ...(caFile !== undefined && { caFile }),
    ...(certFile !== undefined && { certFile }),
    ...(keyFile !== undefined && { keyFile }),
    ...(timeout !== undefined && { timeoutMs: timeout }),
  }
}

/** Reads a positive duration with its unit; milliseconds. */
export function durationOption(text: string): number {
  const duration = parseDuration(text)
  if (duration === undefined || duration <= 0n) {
    throw new InvalidArgumentError('Expected a duration with its unit, as in 500ms, 30s or 24h.')
  }
  return toMilliseconds(duration)
}

/** Reads a whole number from 0. */
export function countOption(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('Expected a whole number from 0.')
  return Number(text)
}

/** Collects a repeatable option. */
export function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text]
}
