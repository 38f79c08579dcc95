import { expect, test } from 'vitest'
import { createDraft } from './draft.ts'
import { targetOf } from './field-target.ts'
import { isId, putRecordTags, putRecordValue, recordTime } from './record-values.ts'

test('an id is letters, digits, underscores and hyphens, at most 64', () => {
  for (const id of ['a', 'A-z_0', 'x'.repeat(64)]) expect(isId(id)).toBe(true)
  for (const other of ['', 'a b', 'é', 'a.b', 'x'.repeat(65), 1, null, 'a\n']) expect(isId(other)).toBe(false)
})

test('a time is ISO 8601 or epoch milliseconds', () => {
  expect(recordTime('1970-01-01T00:00:01Z')).toBe(1_000_000_000n)
  expect(recordTime(1500)).toBe(1_500_000_000n)
  for (const other of ['yesterday', Number.NaN, null, undefined, true]) expect(recordTime(other)).toBeUndefined()
})

const shape = { measurement: 'm', tags: ['device_id', 'room'], fields: {} } as const
const tags: readonly (readonly [
  record: Record<string, unknown>,
  reason: string | undefined,
  tags: readonly (readonly string[])[],
])[] = [
  [
    { device_id: 'd1', room: 'a\nb', other: 'x' },
    undefined,
    [
      ['device_id', 'd1'],
      ['room', 'a b'],
    ],
  ],
  [{ device_id: null }, undefined, []],
  [{ device_id: 'a b' }, 'invalid id', []],
  [{ room: 1 }, 'invalid value', []],
]
for (const [record, reason, written] of tags) {
  test(`tags of ${JSON.stringify(record)}: ${reason ?? 'written'}`, () => {
    const draft = createDraft()
    expect(putRecordTags(draft, shape, { record: record as never })).toBe(reason)
    expect(draft.tags).toEqual(written)
  })
}

const values: readonly (readonly [
  type: 'float' | 'integer' | 'string' | 'boolean',
  value: unknown,
  stored: unknown,
])[] = [
  ['float', 1.5, 1.5],
  ['integer', 2, 2n],
  ['string', 'a', 'a'],
  ['boolean', true, true],
  ['float', '1', undefined],
  ['string', 1, undefined],
  ['boolean', 1, undefined],
  ['boolean', 'true', undefined],
  ['float', true, undefined],
  ['float', Number.NaN, undefined],
  ['float', null, undefined],
]
for (const [type, value, stored] of values) {
  test(`${JSON.stringify(value)} in a field of type ${type} is ${stored === undefined ? 'refused' : 'stored'}`, () => {
    const draft = createDraft()
    expect(putRecordValue(draft, targetOf('f', { type }), { value })).toBe(
      stored === undefined ? 'invalid value' : undefined,
    )
    expect(draft.fields).toEqual(stored === undefined ? [] : [['f', { type, value: stored }]])
  })
}
