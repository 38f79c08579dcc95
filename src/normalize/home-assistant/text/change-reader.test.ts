import { deepStrictEqual, strictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ByteWriter } from '../../../line-protocol/bytes/byte-writer.ts'
import { hold } from '../../../line-protocol/laws/hold.ts'
import { textOfBytes } from '../../../line-protocol/text.ts'
import { generateStateChanges } from '../../generate/state-changes.ts'
import { stateChange } from '../../laws/arbitraries.ts'
import type { LineOutcome } from '../../line-outcome.ts'
import { createLinePipeline } from '../../pipeline.ts'
import type { PointShape } from '../../shape.ts'
import { createTally } from '../../tally.ts'
import { createHomeAssistantLineNormalizer } from '../line-normalizer.ts'
import { createMessageReader } from '../messages.ts'
import type { HomeAssistantOptions } from '../options.ts'
import { homeAssistantShape, homeiqShape } from '../shapes.ts'

const home = [...generateStateChanges({ seed: 7, startMs: 1_768_435_200_000, spanMs: 86_400_000, events: 1000 })].map(
  (event) => JSON.stringify(event),
)
const envelopeOf = (event: string) => `{"id":18,"type":"event","event":${event}}`

/** Every rule has something to write, and attributes of every type are fields. */
const wide: PointShape = {
  measurement: 'm',
  tags: homeiqShape.tags,
  fields: {
    ...homeiqShape.fields,
    attr_brightness: { type: 'integer' },
    attr_azimuth: { type: 'float' },
    attr_friendly_name: { type: 'string' },
    attr___proto__: { type: 'string' },
  },
}
const homes: readonly HomeAssistantOptions[] = [
  { shape: wide },
  { shape: homeAssistantShape, unavailable: 'drop', timeZone: 'Asia/Kathmandu' },
  { shape: { measurement: 'm', tags: [], fields: { normalized_value: { type: 'float' } } } },
]

/** What becomes of texts, one after the other, and the sum of it. */
function outcomesOf(options: HomeAssistantOptions, texts: readonly string[], { from }: { from: 'text' | 'value' }) {
  const { write, writeText } = createHomeAssistantLineNormalizer(options)
  const writer = new ByteWriter()
  const tally = createTally()
  const outcomes: unknown[] = []
  const pipeline = createLinePipeline<LineOutcome>({
    normalizer: {
      normalize: (event) => write(event, writer),
      ...(from === 'text' ? { normalizeText: (text) => writeText(text, writer) } : {}),
    },
    unwrap: createMessageReader(),
    onOutcome(outcome, event) {
      tally.add(outcome)
      if (outcome.kind === 'drop') outcomes.push({ ...outcome, event })
      else outcomes.push({ line: textOfBytes(writer.view()), time: outcome.time, decisions: outcome.decisions })
      writer.truncate(0)
    },
  })
  for (const text of texts) pipeline(text)
  strictEqual(writer.length, 0)
  return { outcomes, summary: tally.summary() }
}

/** Every text of a sequence becomes what its value becomes that JSON.parse gives. */
function writesAsParsed(texts: readonly string[]): void {
  for (const options of homes)
    deepStrictEqual(outcomesOf(options, texts, { from: 'text' }), outcomesOf(options, texts, { from: 'value' }))
}

/** The texts that are not parsed. */
function readOf(texts: readonly string[]): string[] {
  const { write, writeText } = createHomeAssistantLineNormalizer({ shape: homeiqShape })
  const unwrap = createMessageReader()
  const writer = new ByteWriter()
  return texts.filter((text) => {
    if (writeText(text, writer) !== undefined) return true
    for (const item of unwrap(JSON.parse(text))) if (item.kind === 'event') write(item.event, writer)
    return false
  })
}

test('events of a home, bare and in envelopes, become what their parsed values become', () => {
  writesAsParsed(home)
  writesAsParsed(home.map(envelopeOf))
})

test('nearly all events of a home are read, not parsed', () => {
  // The first of each entity, removed entities, and texts with escapes are parsed.
  const entities = new Set(home.map((text) => /"entity_id":"([^"]*)/.exec(text)?.[1])).size
  for (const texts of [home, home.map(envelopeOf)]) {
    expect(readOf(texts).length).toBeGreaterThan(home.length * 0.97 - entities)
  }
})

const changes = fc.array(stateChange, { maxLength: 8 })
test('any state changes become what their parsed values become', () => {
  hold(changes, (events) => writesAsParsed(events.map((event) => JSON.stringify(event))))
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

test('events that were damaged anywhere become what their parsed values become, or the same drops', () => {
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
      writesAsParsed(texts)
    },
    { runs: 1000 },
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
  test(`${name} becomes what its parsed value becomes`, () => {
    expect(text).not.toBe(first)
    writesAsParsed([first, text, first, text])
  })
}
