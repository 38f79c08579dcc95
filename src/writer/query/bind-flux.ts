import { formatTime } from '../../client/rfc3339.ts'
import { fluxString } from '../../contract/flux-string.ts'
import { UsageError } from '../../errors/index.ts'

/** A parameter of a Flux script: text, number, truth value, int64, instant, list of texts. */
export type FluxParameter = string | number | bigint | boolean | Date | readonly string[]

/**
 * Puts `option params = {…}` before a script, which reads `params.name`: values are literals of their own and never spliced into the text.
 * @throws UsageError for a name that is no identifier and a number that Flux cannot hold.
 */
export function bindFlux(flux: string, params: Readonly<Record<string, FluxParameter>>): string {
  const entries = Object.entries(params)
  if (entries.length === 0) return flux
  const bound = entries.map(([name, value]) => {
    if (!/^[A-Za-z_]\w*$/.test(name)) throw wrong(name, 'a name of letters, digits and underscores')
    return `${name}: ${literal(name, value)}`
  })
  const imports = /^(?:\s*(?:import\s+(?:\w+\s+)?"[^"]*"|\/\/[^\n]*)\s*)*/.exec(flux)?.[0] ?? ''
  return `${imports}option params = {${bound.join(', ')}}\n${flux.slice(imports.length)}`
}

function literal(name: string, value: FluxParameter): string {
  if (typeof value === 'string') return fluxString(value)
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'bigint') {
    if (value !== BigInt.asIntN(64, value)) throw wrong(name, 'a signed 64-bit integer')
    return value < 0n ? `(${value})` : String(value)
  }
  if (value instanceof Date) return formatTime(BigInt(value.getTime()) * 1_000_000n)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw wrong(name, 'a finite number')
    return `float(v: ${fluxString(String(value))})`
  }
  return `[${value.map(fluxString).join(', ')}]`
}

function wrong(name: string, expected: string): UsageError {
  return new UsageError({ operation: `bind parameter ${JSON.stringify(name)}`, expected, found: 'something else' })
}
