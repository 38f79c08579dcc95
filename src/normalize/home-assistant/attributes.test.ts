import { expect, test } from 'vitest'
import type { FieldType } from '../../line-protocol/types.ts'
import { event, pointOf } from './testing/state-changed.ts'

/** What an attribute of a value becomes in a field of a type. */
const cases: readonly (readonly [type: FieldType, value: unknown, written: unknown])[] = [
  ['float', 101, 101],
  ['float', '101', 'wrong type'],
  ['float', true, 'wrong type'],
  ['float', null, 'null'],
  ['float', [1], 'wrong type'],
  ['integer', 7.9, 7n],
  ['integer', false, 'wrong type'],
  ['unsigned', 7, 7n],
  ['string', 'all', 'all'],
  ['string', '', ''],
  ['string', 5, 'wrong type'],
  ['string', true, 'wrong type'],
  ['boolean', false, false],
  ['boolean', 1, 'wrong type'],
  ['boolean', 'on', 'wrong type'],
  ['boolean', null, 'null'],
]
for (const [type, value, written] of cases) {
  test(`${JSON.stringify(value)} in an attribute of type ${type} is ${written}`, () => {
    const shape = { measurement: 'm', tags: [], fields: { state_value: { type: 'string' as const }, attr_x: { type } } }
    const { fields, decisions } = pointOf(event('sun.sun', 's', { attributes: { x: value, y: 1 } }), { shape })
    const isOmitted = written === 'wrong type' || written === 'null'
    expect(fields).toEqual({ state_value: 's', ...(isOmitted ? {} : { attr_x: written }) })
    expect(decisions).toEqual(
      isOmitted ? [{ kind: 'omitted', rule: 'attributes', key: 'attr_x', reason: written }] : [],
    )
  })
}

test('an attribute that is absent, or that every object has, is nothing', () => {
  const fields = {
    state_value: { type: 'string' as const },
    attr_x: { type: 'float' as const },
    attr_toString: { type: 'string' as const },
  }
  const point = pointOf(event('sun.sun', 's'), { shape: { measurement: 'm', tags: [], fields } })
  expect([point.fields, point.decisions]).toEqual([{ state_value: 's' }, []])
})
