import type { FieldValue } from '../../src/line-protocol/types.ts'

export const aggregates = ['count', 'sum', 'mean', 'min', 'max', 'first', 'last'] as const
export type Aggregate = (typeof aggregates)[number]

/** What InfluxDB computes of values of a type; texts and booleans have no order and no sum. */
export function isDefined(aggregate: Aggregate, type: FieldValue['type']): boolean {
  if (aggregate === 'count' || aggregate === 'first' || aggregate === 'last') return true
  return type !== 'string' && type !== 'boolean'
}

/** The aggregate of one or more values of one type, in order of time. Integers wrap around as the server's do. */
export function aggregateOf(aggregate: Aggregate, values: readonly FieldValue[]): unknown {
  const [first] = values
  if (first === undefined) throw new RangeError('aggregateOf: expected at least one value, found none')
  const plain = values.map(({ value }) => value)
  switch (aggregate) {
    case 'count':
      return BigInt(plain.length)
    case 'first':
      return first.value
    case 'last':
      return plain.at(-1)
    case 'min':
      return plain.reduce((least, one) => (one < least ? one : least))
    case 'max':
      return plain.reduce((greatest, one) => (one > greatest ? one : greatest))
    case 'sum':
      return sumOf(first.type, plain)
    case 'mean':
      return Number(sumOf(first.type, plain)) / plain.length
  }
}

function sumOf(type: FieldValue['type'], values: readonly unknown[]): number | bigint {
  if (type === 'float') return (values as number[]).reduce((sum, one) => sum + one, 0)
  const sum = (values as bigint[]).reduce((total, one) => total + one, 0n)
  return type === 'integer' ? BigInt.asIntN(64, sum) : BigInt.asUintN(64, sum)
}
