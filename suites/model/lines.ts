import type { FieldValue, Precision } from '../../src/line-protocol/types.ts'
import type { Sample } from './history.ts'

/** Digits that a time in each precision has behind its seconds. */
const zeros: Readonly<Record<Precision, string>> = { s: '', ms: '000', us: '000000', ns: '000000000' }

/** Line protocol, written by the book and without the encoder under test. */
export function linesOf(
  samples: readonly Sample[],
  { precision = 'ns', turned = false }: { readonly precision?: Precision; readonly turned?: boolean } = {},
): string[] {
  return samples.map(({ measurement, tags, fields, seconds }) => {
    const key = [measurement.replace(/[, ]/g, '\\$&')]
    for (const [name, value] of turned ? tags.toReversed() : tags) key.push(`${escaped(name)}=${escaped(value)}`)
    const values = fields.map(([name, value]) => `${escaped(name)}=${valueText(value)}`)
    return `${key.join(',')} ${values.join(',')} ${seconds}${zeros[precision]}`
  })
}

function escaped(name: string): string {
  return name.replace(/[, =]/g, '\\$&')
}

function valueText({ type, value }: FieldValue): string {
  switch (type) {
    case 'integer':
      return `${value}i`
    case 'unsigned':
      return `${value}u`
    case 'string':
      return `"${value.replace(/["\\]/g, '\\$&')}"`
    default:
      return String(value)
  }
}
