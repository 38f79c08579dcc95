import { nearestPosition, type Path } from './position.ts'
import { didYouMean, type Problem, show } from './problem.ts'
import type { Source } from './source.ts'

/** Variables by name, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

/** `$${` · `${NAME}` · `${NAME:-default}` · `${NAME:?message}` · a `${` that is none of these. */
const reference = /\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]*)(?::([-?])([^}]*))?\}|\$\{/g

/** Names whose values must never reach a contract, a message or a report. */
const secret = /TOKEN|PASSWORD|SECRET/i

interface Fault {
  readonly expected: string
  readonly found: string
  readonly hint?: string
}

/**
 * Replaces the variables of one text. An empty variable counts as unset for `:-` and `:?`, as in a shell.
 * A default ends at the first `}`. Faults are returned, never thrown.
 */
export function expandText(
  text: string,
  env: Environment,
): { readonly text: string; readonly faults: readonly Fault[] } {
  const faults: Fault[] = []
  const expanded = text.replace(reference, (whole, name?: string, operator?: string, rest?: string) => {
    if (whole === '$${') return '${'
    if (name === undefined) {
      faults.push({
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the syntax itself
        expected: 'a variable such as ${NAME}, ${NAME:-default} or ${NAME:?message}',
        found: show(text),
        hint: 'Write $${ for a literal ${',
      })
      return ''
    }
    if (secret.test(name)) {
      faults.push({
        expected: 'a contract without secrets',
        found: `the variable ${name}`,
        hint: 'Name it in connection.tokenVariable, or give the token by --token-file or INFLUX_TOKEN',
      })
      return ''
    }
    const value = env[name]
    if (value !== undefined && (value !== '' || operator === undefined)) return value
    if (operator === '-') return rest ?? ''
    faults.push({
      expected: operator === '?' && rest ? rest : `the environment variable ${name}`,
      found: value === undefined ? `${name} unset` : `${name} empty`,
      ...(operator === undefined ? unsetHint(name, env) : {}),
    })
    return ''
  })
  return { text: expanded, faults }
}

function unsetHint(name: string, env: Environment): { hint?: string } {
  const { hint } = didYouMean(name, Object.keys(env))
  return { hint: hint ?? `Set ${name}, or give it a default: \${${name}:-…}` }
}

/** Source data with variables replaced in every string value (never in keys), and the texts that held one, by path. */
export interface Expanded {
  readonly data: unknown
  readonly problems: readonly Problem[]
}

/** Replaces variables throughout a source. */
export function expandSource(source: Source, env: Environment): Expanded {
  const problems: Problem[] = []
  const walk = (value: unknown, path: Path): unknown => {
    if (typeof value === 'string') {
      const { text, faults } = expandText(value, env)
      for (const fault of faults) {
        problems.push({ file: source.file, ...nearestPosition(source.positions, path), path: path.join('.'), ...fault })
      }
      return text
    }
    if (Array.isArray(value)) return value.map((item, index) => walk(item, [...path, index]))
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, [...path, key])]))
    }
    return value
  }
  return { data: walk(source.data, []), problems }
}
