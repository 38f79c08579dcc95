import { readFileSync } from 'node:fs'
import { parseDuration, toSeconds } from '../../contract/duration.ts'
import type { EngineFlags } from '../../engine/flags.ts'
import type { Onboarding } from '../../engine/tenant/onboarding.ts'
import { type EngineVersion, engineVersions } from '../../engine/version.ts'
import { UsageError } from '../../errors/index.ts'
import type { Environment } from '../../target/environment.ts'
import type { ServeFlags } from '../commands/serve.ts'

/**
 * The set-up that flags or DOCKER_INFLUXDB_INIT_* ask for; flags win. Undefined: the server starts without one.
 * @throws UsageError for what the image's entry point refuses too, and for a set-up that would leave nobody able to get in.
 */
export function onboardingOf(flags: ServeFlags, env: Environment): Onboarding | undefined {
  const docker = dockerSettings(env)
  const org = flags.org ?? docker?.org
  const bucket = flags.bucket ?? docker?.bucket
  const token = flags.token ?? docker?.token
  const password = flags.password ?? docker?.password
  if (org === undefined && bucket === undefined) {
    if (flags.token === undefined && flags.username === undefined && flags.password === undefined) return undefined
    throw needs('--org and --bucket', 'neither')
  }
  if (org === undefined || bucket === undefined)
    throw needs('--org and --bucket together', `only ${org ? '--org' : '--bucket'}`)
  if (token === undefined && password === undefined)
    throw needs('--token or --password', 'neither: nobody could get in')
  const retention =
    flags.retention === undefined ? docker?.retentionSeconds : BigInt(Math.round(flags.retention / 1000))
  return {
    username: flags.username ?? docker?.username ?? 'admin',
    org,
    bucket,
    password,
    token,
    retentionSeconds: retention,
  }
}

interface DockerSettings {
  readonly username: string
  readonly password: string
  readonly org: string
  readonly bucket: string
  readonly token?: string
  readonly retentionSeconds?: bigint
}

/** As the entry point of the official image reads them: MODE=setup, four required, `_FILE` for the secrets. */
function dockerSettings(env: Environment): DockerSettings | undefined {
  const name = (key: string) => `DOCKER_INFLUXDB_INIT_${key}`
  const mode = env[name('MODE')]
  if (!mode) return undefined
  if (mode !== 'setup') throw needs('DOCKER_INFLUXDB_INIT_MODE=setup', mode)
  const read = (key: string) => env[name(key)] || fileText(env, name(`${key}_FILE`))
  const demand = (key: string) => {
    const value = read(key)
    if (!value) throw needs(`${name(key)} beside DOCKER_INFLUXDB_INIT_MODE=setup`, 'none')
    return value
  }
  const token = read('ADMIN_TOKEN')
  const retention = env[name('RETENTION')]
  return {
    username: demand('USERNAME'),
    password: demand('PASSWORD'),
    org: demand('ORG'),
    bucket: demand('BUCKET'),
    ...(token && { token }),
    ...(retention && { retentionSeconds: retentionSeconds(retention) }),
  }
}

function fileText(env: Environment, name: string): string | undefined {
  const path = env[name]
  if (!path) return undefined
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    // The entry point goes on as if it were not set, and fails where it is required.
    return undefined
  }
}

/** `1w`, `30d`, `8760h`; `0` and `infinite` are infinite. */
function retentionSeconds(text: string): bigint {
  if (text === '0' || text === 'infinite') return 0n
  const duration = parseDuration(text)
  if (duration === undefined || duration < 0n)
    throw needs('a duration with its unit in DOCKER_INFLUXDB_INIT_RETENTION', text)
  return BigInt(toSeconds(duration))
}

/** The influxd flags among the options. */
export function engineFlagsOf(flags: ServeFlags): Partial<EngineFlags> {
  return {
    ...(flags.strongPasswords !== undefined && { strongPasswords: flags.strongPasswords }),
    ...(flags.useHashedTokens !== undefined && { useHashedTokens: flags.useHashedTokens }),
    ...(flags.metricsDisabled !== undefined && { metricsDisabled: flags.metricsDisabled }),
    ...(flags.uiDisabled !== undefined && { uiDisabled: flags.uiDisabled }),
    ...(flags.sessionLength !== undefined && { sessionLengthMinutes: flags.sessionLength }),
    ...(flags.storageRetentionCheckInterval !== undefined && {
      retentionCheckIntervalMs: flags.storageRetentionCheckInterval,
    }),
  }
}

/** The version that `2.8`, `v2.8` or `2.8.0` means. @throws UsageError for another. */
export function engineVersionOf(text: string): EngineVersion {
  const wanted = text.replace(/^v/, '')
  const found = engineVersions.find((one) => one === wanted || one.startsWith(`${wanted}.`))
  if (found) return found
  throw needs(`--influx-version as one of ${engineVersions.join(', ')}`, text)
}

function needs(expected: string, found: string): UsageError {
  return new UsageError({ operation: 'serve', expected, found, next: 'See `fluxproof serve --help`' })
}
