import { expect, test } from 'vitest'
import type { FieldType } from '../line-protocol/types.ts'
import { booleanValue, fieldTarget, numberValue, targetOf } from './field-target.ts'

const numbers: readonly (readonly [type: FieldType, value: number, stored: unknown])[] = [
  ['float', 1.5, 1.5],
  ['float', Number.NaN, undefined],
  ['float', Number.NEGATIVE_INFINITY, undefined],
  ['integer', 1.9, 1n],
  ['integer', -1.9, -1n],
  ['integer', 2 ** 63, undefined],
  ['integer', -(2 ** 63), undefined],
  ['integer', 2 ** 62, 2n ** 62n],
  ['unsigned', 0, 0n],
  ['unsigned', 2.7, 2n],
  ['unsigned', -1, undefined],
  ['unsigned', 2 ** 64, undefined],
  ['unsigned', 2 ** 63, 2n ** 63n],
  ['string', 1.5, '1.5'],
  ['boolean', 0, false],
  ['boolean', -2, true],
]
for (const [type, value, stored] of numbers) {
  test(`${value} in a field of type ${type} is ${stored === undefined ? 'left out' : String(stored)}`, () => {
    expect(numberValue(type, value)).toEqual(stored === undefined ? undefined : { type, value: stored })
  })
}

test('a truth value is 1 or 0 in numeric fields', () => {
  expect(booleanValue('boolean', true)).toEqual({ type: 'boolean', value: true })
  expect(booleanValue('float', true)).toEqual({ type: 'float', value: 1 })
  expect(booleanValue('integer', false)).toEqual({ type: 'integer', value: 0n })
})

test('a target has its key as it stands in a line; what is not declared has none', () => {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString()
  const target = targetOf('a b', { type: 'float', unit: 'kW' })
  expect([target.key, target.type, target.unit, text(target.asFirst), text(target.asNext)]).toEqual([
    'a b',
    'float',
    'kW',
    ' a\\ b=',
    ',a\\ b=',
  ])
  const shape = { measurement: 'm', tags: [], fields: { v: { type: 'float' } } } as const
  expect(fieldTarget(shape, 'v')?.type).toBe('float')
  expect(fieldTarget(shape, 'toString')).toBeUndefined()
})
