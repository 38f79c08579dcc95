import { expect, test } from 'vitest'
import { ByteWriter } from '../line-protocol/bytes/byte-writer.ts'
import { encodePoint } from '../line-protocol/encode.ts'
import { textOfBytes } from '../line-protocol/text.ts'
import { createDraft, PointDraft, putNumber, putTag, putText } from './draft.ts'
import { targetOf } from './field-target.ts'
import { fixFields } from './fixed-fields.ts'
import { LineDraft } from './line-draft.ts'
import { Series } from './series.ts'

const tags: readonly (readonly [value: string | null | undefined, tags: readonly string[], decisions: number])[] = [
  ['hall', ['hall'], 0],
  ['a\nb', ['a b'], 1],
  ['\n', [], 1],
  ['', [], 0],
  [null, [], 0],
  [undefined, [], 0],
]
for (const [value, written, decisions] of tags) {
  test(`the tag value ${JSON.stringify(value)} gives ${written.length === 0 ? 'no tag' : written.join()}`, () => {
    const draft = createDraft()
    putTag('room', value, { draft })
    expect(draft.tags).toEqual(written.map((text) => ['room', text]))
    const decision = { kind: 'converted', rule: 'tag-value', key: 'room', from: 'text', to: 'clean text' }
    expect(draft.decisions).toEqual(Array.from({ length: decisions }, () => decision))
  })
}

test('a number that a field cannot hold is reported', () => {
  const draft = createDraft()
  putNumber(targetOf('n', { type: 'unsigned' }), -1, { draft })
  putNumber(targetOf('v', { type: 'float' }), 2, { draft })
  expect(draft.fields).toEqual([['v', { type: 'float', value: 2 }]])
  expect(draft.decisions).toEqual([{ kind: 'omitted', rule: 'field-type', key: 'n', reason: 'not finite' }])
})

const texts: readonly (readonly [name: string, value: string, stored: string, cleaned: boolean])[] = [
  ['a plain one', 'on', 'on', false],
  ['the longest', 'x'.repeat(262_144), 'x'.repeat(262_144), false],
  ['one too long', 'x'.repeat(262_145), 'x'.repeat(262_144), true],
  ['a lone surrogate', 'a\ud800', 'a\ufffd', true],
]
for (const [name, value, stored, cleaned] of texts) {
  test(`a text is stored: ${name}`, () => {
    const draft = createDraft()
    putText(targetOf('s', { type: 'string' }), value, { draft })
    expect(draft.fields).toEqual([['s', { type: 'string', value: stored }]])
    expect(draft.decisions).toEqual(
      cleaned ? [{ kind: 'converted', rule: 'text', key: 's', from: 'text', to: 'clean text' }] : [],
    )
  })
}

for (const type of ['float', 'integer', 'unsigned', 'boolean'] as const) {
  test(`a text for a field of type ${type} is left out and reported`, () => {
    const draft = createDraft()
    putText(targetOf('v', { type }), '1', { draft })
    expect([draft.fields, draft.decisions]).toEqual([
      [],
      [{ kind: 'omitted', rule: 'field-type', key: 'v', reason: 'wrong type' }],
    ])
  })
}

test('what a draft begins with is copied', () => {
  const shared: [string, string][] = [['a', '1']]
  const decisions = [{ kind: 'omitted', rule: 'r', key: 'k', reason: 'null' }] as const
  const draft = new PointDraft(shared, decisions)
  draft.tag('b', '2')
  putNumber(targetOf('n', { type: 'unsigned' }), -1, { draft })
  expect([shared, decisions.length, draft.tags, draft.decisions.length]).toEqual([
    [['a', '1']],
    1,
    [
      ['a', '1'],
      ['b', '2'],
    ],
    2,
  ])
})

test('a line draft writes tags, then fields, and takes no tag after them', () => {
  const writer = new ByteWriter()
  const draft = new LineDraft(writer, new Series(Buffer.from('m')))
  const fixed = fixFields([['s', { type: 'string', value: 'x' }]])
  draft.tag('a b', 'c')
  draft.fixed(fixFields([]))
  draft.fixed(fixed)
  draft.field(targetOf('v', { type: 'float' }), { type: 'float', value: Number.NaN })
  draft.field(targetOf('w', { type: 'float' }), { type: 'float', value: 2 })
  draft.text(targetOf('t', { type: 'string' }), 'say "é"')
  draft.fixed(fixed)
  expect(textOfBytes(writer.view())).toBe('m,a\\ b=c s="x",w=2,t="say \\"é\\"",s="x"')
  expect(draft.fields).toBe(4)
  expect(() => draft.tag('late', 'x')).toThrow(new RangeError('tag late after a field'))
})

test('a line draft copies the decisions it begins with', () => {
  const decisions = [{ kind: 'omitted', rule: 'r', key: 'k', reason: 'null' }] as const
  const draft = new LineDraft(new ByteWriter(), new Series(Buffer.from('m')), { decisions })
  putNumber(targetOf('n', { type: 'unsigned' }), -1, { draft })
  expect([decisions.length, draft.decisions.length]).toEqual([1, 2])
})

const fieldTypes = ['float', 'integer', 'unsigned', 'string', 'boolean'] as const
const numbers = [0, -0, 1, -1, 0.5, -0.5, 1.9, -1.9, 21.25, 1e21, 2 ** 53 - 1, 2 ** 53, -(2 ** 53), 2 ** 62, 2 ** 63]
for (const type of fieldTypes) {
  test(`a number in a ${type} field of a line is that of the point`, () => {
    for (const value of [
      ...numbers,
      -(2 ** 63),
      2 ** 64,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ]) {
      const target = targetOf('v', { type })
      const point = createDraft()
      const writer = new ByteWriter()
      const line = new LineDraft(writer, new Series(Buffer.from('m')))
      const isTaken = line.number(target, value)
      expect([value, isTaken]).toEqual([value, point.number(target, value)])
      const encoded = encodePoint({ measurement: 'm', tags: [], fields: point.fields })
      expect(textOfBytes(writer.view())).toBe(encoded.ok ? encoded.line : '')
      expect(line.fields).toBe(isTaken ? 1 : 0)
    }
  })
}
