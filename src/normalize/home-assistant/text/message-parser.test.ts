import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hold } from '../../../line-protocol/laws/hold.ts'
import { generateStateChanges } from '../../generate/state-changes.ts'
import { stateChange } from '../../laws/arbitraries.ts'
import { createEventReader } from './event-reader.ts'
import { createMessageParser } from './message-parser.ts'

const home = [...generateStateChanges({ seed: 7, startMs: 1_768_435_200_000, spanMs: 86_400_000, events: 1000 })].map(
  (event) => JSON.stringify(event),
)
const envelopeOf = (event: string) => `{"id":18,"type":"event","event":${event}}`

/** The value of a text, or that it is none. */
function outcomeOf(parse: (text: string) => unknown, text: string): unknown {
  try {
    return { value: parse(text) }
  } catch (error) {
    return { error: error instanceof SyntaxError && error.message }
  }
}

/** Every text of a sequence has the value, or the error, that JSON.parse gives. */
function parsesAsJson(texts: readonly string[]): void {
  const parse = createMessageParser()
  for (const text of texts) deepStrictEqual(outcomeOf(parse, text), outcomeOf(JSON.parse, text))
}

test('events of a home, bare and in envelopes, have the values that JSON.parse gives', () => {
  parsesAsJson(home)
  parsesAsJson(home.map(envelopeOf))
})

test('nearly all events of a home are read, not parsed', () => {
  const read = createEventReader()
  const parsed = home.filter((text) => read(text) === undefined)
  // Removed entities, and texts with escapes.
  expect(parsed.length / home.length).toBeLessThan(0.03)
})

test('an old state that is the new state before it is the same value', () => {
  const read = createEventReader()
  const texts = home.filter((text) => text.includes('"sensor.humidity","old_state"'))
  const states = texts.flatMap((text): { old_state: unknown; new_state: { attributes: unknown } }[] => {
    const { data } = read(text) ?? {}
    return data === undefined ? [] : [data as { old_state: unknown; new_state: { attributes: unknown } }]
  })
  expect(states.length).toBeGreaterThan(5)
  for (const [index, { old_state }] of states.entries())
    if (index > 0) expect(old_state).toBe(states[index - 1]?.new_state)
  expect(states[1]?.new_state.attributes).toBe(states[0]?.new_state.attributes)
})

const changes = fc.array(stateChange, { maxLength: 8 })
test('any state changes have the values that JSON.parse gives', () => {
  hold(changes, (events) => parsesAsJson(events.map((event) => JSON.stringify(event))))
})

/** Where a text is cut, and what stands there instead. */
const edit = fc.record({
  line: fc.nat(),
  at: fc.nat(),
  remove: fc.nat({ max: 3 }),
  insert: fc.oneof(
    fc.constantFrom(
      '',
      '"',
      '\\',
      '{',
      '}',
      ',',
      ':',
      ' ',
      '\n',
      '\0',
      '\u007f',
      '\u2028',
      'é',
      '\ud800',
      'null',
      '01',
      '-',
      '\\u0041',
      '\\"',
    ),
    fc.string({ unit: 'binary', maxLength: 3 }),
  ),
})

test('events that were damaged anywhere have the value, or the error, that JSON.parse gives', () => {
  const damaged = fc.tuple(fc.nat(home.length - 1), fc.boolean(), fc.array(edit, { maxLength: 4 }))
  hold(
    damaged,
    ([first, isWrapped, edits]) => {
      const texts = home.slice(first, first + 12).map((text) => (isWrapped ? envelopeOf(text) : text))
      for (const { line, at, remove, insert } of edits) {
        const text = texts[line % texts.length] ?? ''
        const start = at % (text.length + 1)
        // Among texts that were not damaged, before and after: memory of one must not change another.
        texts.splice(line % texts.length, 0, text.slice(0, start) + insert + text.slice(start + remove))
      }
      parsesAsJson(texts)
    },
    { runs: 1500 },
  )
})

const first = home.find((text) => text.includes('"old_state":null')) ?? ''
const odd: readonly (readonly [name: string, text: string])[] = [
  ['an event that ends early', first.slice(0, -1)],
  ['an event with more after it', `${first}{}`],
  ['a second closing brace', `${first}}`],
  ['white space around', ` ${first} `],
  ['a tab within a text', first.replace('"state":"', '"state":"\t')],
  ['an escape within a text', first.replace('"state":"', '"state":"\\u0041')],
  ['a backslash at the end of a text', first.replace('","attributes"', '\\","attributes"')],
  ['another order of members', first.replace(/"origin":"LOCAL",(.*),"context"/, '$1,"origin":"LOCAL","context"')],
  ['a remote origin', first.replace('LOCAL', 'REMOTE')],
  ['a state that is a number', first.replace(/"state":"[^"]*"/, '"state":5')],
  ['attributes that are a list', first.replace(/"attributes":\{.*?\},"last/, '"attributes":[],"last')],
  ['attributes that are null', first.replace(/"attributes":\{.*?\},"last/, '"attributes":null,"last')],
  [
    'attributes with last_changed among them',
    first.replace('"attributes":{', '"attributes":{"a":{"b":1},"last_changed":"x",'),
  ],
  ['attributes with a prototype', first.replace('"attributes":{', '"attributes":{"__proto__":{"a":1},')],
  ['attributes twice', first.replace('"attributes":{', '"attributes":{},"attributes":{')],
  ['no last_reported', first.replace(/"last_reported":"[^"]*",/, '')],
  [
    'an entity id of another entity within',
    first.replace(/"new_state":\{"entity_id":"[^"]*/, '"new_state":{"entity_id":"a.b'),
  ],
  ['a prototype as entity id', first.replaceAll(/"entity_id":"[^"]*/g, '"entity_id":"__proto__')],
  ['an envelope of nothing', '{"id":1,"type":"event","event":}'],
  ['an envelope without its end', envelopeOf(first).slice(0, -1)],
  ['an envelope with another end', `${envelopeOf(first).slice(0, -1)}]`],
  ['an envelope with more after it', `${envelopeOf(first)} 1`],
  ['an envelope whose id begins with 0', envelopeOf(first).replace('18', '018')],
  ['an envelope with a long id', envelopeOf(first).replace('18', '12345678901234567890')],
  ['an envelope of another type', envelopeOf(first).replace('"type":"event"', '"type":"result"')],
  ['nothing', ''],
]
for (const [name, text] of odd) {
  test(`${name} is as JSON.parse reads it`, () => {
    expect(text).not.toBe(first)
    parsesAsJson([first, text, first, text])
  })
}
