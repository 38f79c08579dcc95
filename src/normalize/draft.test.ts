import { expect, test } from 'vitest'
import { ByteWriter } from '../line-protocol/bytes/byte-writer.ts'
import { textOfBytes } from '../line-protocol/text.ts'
import { createDraft, PointDraft, putNumber, putTag, putText } from './draft.ts'
import { targetOf } from './field-target.ts'
import { LineDraft } from './line-draft.ts'

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

test('a text for another field is reported', () => {
  const draft = createDraft()
  putText(targetOf('v', { type: 'float' }), '1', { draft })
  expect([draft.fields, draft.decisions]).toEqual([
    [],
    [{ kind: 'omitted', rule: 'field-type', key: 'v', reason: 'wrong type' }],
  ])
})

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
  const draft = new LineDraft(writer)
  const fixed = { fields: [['s', { type: 'string', value: 'x' }]], bytes: Buffer.from(',s="x"') } as const
  draft.tag('a b', 'c')
  draft.fixed({ fields: [], bytes: new Uint8Array() })
  draft.fixed(fixed)
  draft.field(targetOf('v', { type: 'float' }), { type: 'float', value: Number.NaN })
  draft.field(targetOf('w', { type: 'float' }), { type: 'float', value: 2 })
  draft.fixed(fixed)
  expect(textOfBytes(writer.view())).toBe(',a\\ b=c s="x",w=2,s="x"')
  expect(draft.fields).toBe(3)
  expect(() => draft.tag('late', 'x')).toThrow(new RangeError('tag late after a field'))
})
