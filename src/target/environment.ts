import { readFileSync } from 'node:fs'
import { UsageError } from '../errors/index.ts'
import { readCliProfile } from './cli-profile.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** How a remote is reached, from options or from the environment. */
export interface RemoteOptions {
  readonly url?: string
  readonly org?: string
  /** File whose trimmed content is the token. */
  readonly tokenFile?: string
  /** Name of a profile of the influx command line. */
  readonly profile?: string
  /** PEM file of authorities to trust besides the system's. */
  readonly caFile?: string
  /** PEM files of a client certificate and its key. */
  readonly certFile?: string
  readonly keyFile?: string
  /** Of one request, milliseconds. Default 30 000. */
  readonly timeoutMs?: number
}

/** Where the remote is and who asks. `source` names the option or variable that gave the URL. */
export interface RemoteSettings extends RemoteOptions {
  readonly url: string
  readonly org: string
  readonly token: string
  readonly source: string
}

/** What counts when neither options nor the usual variables say it. */
export interface RemoteFallbacks {
  /** Takes the URL from the active profile of the influx command line. */
  readonly useActiveProfile?: boolean
  /** The token of the contract's own clients. */
  readonly fallbackToken?: string | undefined
}

/** Accepted names, the first that is set counts: our own, the older servers' clients', the influx command line's. */
export const variableNames = {
  url: ['INFLUX_URL', 'INFLUXDB_URL', 'INFLUXDB_V2_URL', 'INFLUX_HOST', 'INFLUXDB_HOST'],
  token: ['INFLUX_TOKEN', 'INFLUXDB_TOKEN', 'INFLUXDB_V2_TOKEN'],
  tokenFile: ['INFLUX_TOKEN_FILE', 'INFLUXDB_TOKEN_FILE'],
  org: ['INFLUX_ORG', 'INFLUXDB_ORG', 'INFLUXDB_V2_ORG'],
} as const

/**
 * Settings of the remote that options or environment name.
 * @returns undefined when none of them gives a URL: a profile counts only when it is named (`--profile`, INFLUX_ACTIVE_CONFIG),
 * or when `useActiveProfile` is set, so that a developer's profile never turns a throw-away run into one against a deployment.
 * @throws UsageError for a URL that is none, an unreadable token file or profile, or a missing token.
 */
export function readRemoteSettings(
  options: RemoteOptions,
  env: Environment,
  { useActiveProfile = false, fallbackToken }: RemoteFallbacks = {},
): RemoteSettings | undefined {
  const named = options.profile ?? (nonEmpty(env.INFLUX_ACTIVE_CONFIG) || undefined)
  const fromVariable = firstSet(variableNames.url, env)
  const needsProfile = options.url === undefined && fromVariable === undefined && useActiveProfile
  const profile = named !== undefined || needsProfile ? readCliProfile(env, named) : undefined
  const found =
    options.url !== undefined
      ? { value: options.url, source: '--url' }
      : options.profile !== undefined && profile
        ? { value: profile.url, source: `profile ${profile.name}` }
        : (fromVariable ?? (profile ? { value: profile.url, source: `profile ${profile.name}` } : undefined))
  if (found === undefined) return undefined
  const usesProfile = profile !== undefined && found.source.startsWith('profile ')
  const token =
    readTokenFile(options.tokenFile, '--token-file') ??
    (usesProfile ? nonEmpty(profile.token) : undefined) ??
    firstSet(variableNames.token, env)?.value ??
    tokenFileOfEnvironment(env) ??
    nonEmpty(fallbackToken)
  if (token === undefined) {
    throw new UsageError({
      operation: `use the remote ${found.source}`,
      expected: 'a token',
      found: 'none',
      next: `Set ${variableNames.token[0]}, or name a file that holds it with --token-file`,
    })
  }
  return {
    ...options,
    url: checkedUrl(found.value, found.source),
    org:
      options.org ?? (usesProfile ? nonEmpty(profile.org) : undefined) ?? firstSet(variableNames.org, env)?.value ?? '',
    token,
    source: found.source,
  }
}

function firstSet(names: readonly string[], env: Environment): { value: string; source: string } | undefined {
  for (const name of names) {
    const value = nonEmpty(env[name])
    if (value !== undefined) return { value, source: name }
  }
  return undefined
}

function nonEmpty(value: string | undefined): string | undefined {
  const trimmed = value?.trim()
  return trimmed === '' ? undefined : trimmed
}

function tokenFileOfEnvironment(env: Environment): string | undefined {
  const file = firstSet(variableNames.tokenFile, env)
  return file && readTokenFile(file.value, file.source)
}

function readTokenFile(path: string | undefined, source: string): string | undefined {
  if (path === undefined) return undefined
  let text: string
  try {
    text = readFileSync(path, 'utf8').trim()
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'an error'
    throw new UsageError({
      operation: `read the token from ${path} (${source})`,
      expected: 'a readable file',
      found: code,
      next: 'Check the path and its permissions',
      cause,
    })
  }
  if (text === '' || /\s/.test(text)) {
    throw new UsageError({
      operation: `read the token from ${path} (${source})`,
      expected: 'one token and nothing else',
      found: text === '' ? 'an empty file' : 'text with spaces or several lines',
      next: 'Write only the token into the file',
    })
  }
  return text
}

function checkedUrl(text: string, source: string): string {
  // A user and a password in a URL are a secret: the message must not repeat it.
  const problem = (found: string) =>
    new UsageError({
      operation: `read the URL of the remote (${source})`,
      expected: 'an http or https URL without user, query or fragment',
      found,
      next: 'Give it as in http://localhost:8086',
    })
  if (!URL.canParse(text)) throw problem('text that is no URL')
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw problem(`the protocol ${url.protocol}//`)
  if (url.username !== '' || url.password !== '') throw problem('a user name or password in it')
  if (url.search !== '' || url.hash !== '') throw problem('a query or fragment in it')
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}
