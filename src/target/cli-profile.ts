import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { UsageError } from '../errors/index.ts'

// cspell:words influxdbv

/** A profile of the influx command line (`influx config`). */
export interface CliProfile {
  readonly name: string
  readonly url: string
  readonly token: string
  readonly org: string
}

/**
 * Reads a profile from ~/.influxdbv2/configs, or from the file that INFLUX_CONFIGS_PATH names.
 * @param name a profile's name; undefined: the active one.
 * @returns undefined when no name is given and there is no file or no active profile.
 * @throws UsageError when a named profile is not there.
 */
export function readCliProfile(
  env: Readonly<Record<string, string | undefined>>,
  name?: string,
): CliProfile | undefined {
  const path = env.INFLUX_CONFIGS_PATH ?? join(env.HOME ?? homedir(), '.influxdbv2', 'configs')
  let text = ''
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    if (name === undefined) return undefined
    const code = (cause as NodeJS.ErrnoException).code ?? 'an error'
    throw missing(name, `no readable ${path} (${code})`)
  }
  const sections = parseSections(text)
  const found =
    name === undefined
      ? [...sections].find(([, values]) => values.get('active') === 'true')
      : ([name, sections.get(name)] as const)
  const values = found?.[1]
  if (found === undefined || values === undefined) {
    if (name === undefined) return undefined
    throw missing(name, `only ${[...sections.keys()].join(', ') || 'no profile'} in ${path}`)
  }
  return {
    name: found[0],
    url: values.get('url') ?? '',
    token: values.get('token') ?? '',
    org: values.get('org') ?? '',
  }
}

function missing(name: string, found: string): UsageError {
  return new UsageError({
    operation: `use the influx profile ${name}`,
    expected: 'a profile of that name',
    found,
    next: 'List the profiles with `influx config list`',
  })
}

/** The subset of TOML that the influx command line writes: tables of strings and booleans, `#` comments. */
function parseSections(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>()
  let current: Map<string, string> | undefined
  for (const line of text.split(/\r?\n/)) {
    const table = /^\s*\[\s*(?:"(?<quoted>[^"]*)"|(?<bare>[^\]"]*?))\s*\]/.exec(line)?.groups
    if (table) {
      current = new Map()
      sections.set(table.quoted ?? table.bare ?? '', current)
      continue
    }
    const pair = /^\s*(?<key>[\w-]+)\s*=\s*(?:"(?<quoted>(?:[^"\\]|\\.)*)"|'(?<literal>[^']*)'|(?<bare>[^#\s]+))/.exec(
      line,
    )
    const groups = pair?.groups
    if (!groups || !current) continue
    const quoted = groups.quoted?.replace(/\\(.)/g, '$1')
    current.set(groups.key ?? '', quoted ?? groups.literal ?? groups.bare ?? '')
  }
  return sections
}
