import { Command, Option } from 'commander'
import type { Io } from '../io.ts'
import { countOption, durationOption } from '../options.ts'
import type { Done } from '../program.ts'

/** Options of `fluxproof serve`. */
export interface ServeFlags {
  readonly host: string
  readonly port: number
  readonly influxVersion?: string
  readonly data?: string
  readonly org?: string
  readonly bucket?: string
  readonly token?: string
  readonly username?: string
  readonly password?: string
  readonly retention?: number
  readonly logRequests?: boolean
  readonly strongPasswords?: boolean
  readonly useHashedTokens?: boolean
  readonly metricsDisabled?: boolean
  readonly uiDisabled?: boolean
  /** Milliseconds. */
  readonly storageRetentionCheckInterval?: number
  /** Minutes. */
  readonly sessionLength?: number
}

/** `fluxproof serve`: the embedded engine on a port. */
export function serveCommand(io: Io, done: Done): Command {
  return new Command('serve')
    .summary('serve the embedded engine as a stand-in for InfluxDB 2.x')
    .description(
      'Serves the embedded engine over HTTP until it is stopped. Prints exactly one line on standard output, its URL, once it accepts writes. With --org and --bucket, or DOCKER_INFLUXDB_INIT_MODE=setup, it starts set up; otherwise POST /api/v2/setup does that.',
    )
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <number>', 'port to listen on; 0: any that is free', countOption, 8086)
    .option('--influx-version <version>', 'version whose behaviour is given: 2.7, 2.8 or 2.9')
    .option('--data <folder>', 'folder to keep data in (default: in memory only)')
    .option('--org <name>', 'set up with this organization')
    .option('--bucket <name>', 'set up with this bucket')
    .option('--token <token>', 'set up with this operator token (default: a random one, asked for by the API)')
    .option('--username <name>', 'set up with this user (default: admin)')
    .option('--password <password>', 'set up with this password')
    .option('--retention <duration>', 'of the bucket made by the set-up (default: infinite)', durationOption)
    .option('--log-requests', 'one line a request on standard error: method, path and status')
    .option('--strong-passwords', 'influxd: three character classes in a password')
    .addOption(new Option('--use-hashed-tokens', 'influxd: show a token only when it is made'))
    .option('--metrics-disabled', 'influxd: no /metrics')
    .option('--ui-disabled', 'influxd: no page outside the API')
    .option('--storage-retention-check-interval <duration>', 'influxd: how often expired shards go', durationOption)
    .option('--session-length <minutes>', 'influxd: of a session', countOption)
    .addHelpText(
      'after',
      `
Examples:
  $ fluxproof serve --port 0 --org homeiq --bucket first --token my-token
  $ DOCKER_INFLUXDB_INIT_MODE=setup DOCKER_INFLUXDB_INIT_USERNAME=admin DOCKER_INFLUXDB_INIT_PASSWORD=admin12345 \\
    DOCKER_INFLUXDB_INIT_ORG=acme DOCKER_INFLUXDB_INIT_BUCKET=first fluxproof serve`,
    )
    .action(async (flags: ServeFlags) => {
      const { runServe } = await import('../serve/run-serve.ts')
      done(await runServe(flags, { io }))
    })
}
