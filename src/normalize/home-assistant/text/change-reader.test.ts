import { deepStrictEqual, strictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
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

/** With times of microseconds in UTC, and a context that nobody caused. */
const first =
  home.find((text) => /"old_state":null.*\.\d{6}\+00:00".*"parent_id":null,"user_id":null\}\}$/.test(text)) ?? ''
/** The event with another time, where it was fired and everywhere. */
const at = (time: string) => first.replaceAll(/"\d{4}-[^"]*"/g, `"${time}"`)
const firedAt = (time: string) => first.replace(/"time_fired":"[^"]*"/, `"time_fired":"${time}"`)
const values = fc.constantFrom(
  '1',
  '-0.5e3',
  '"on"',
  '"W"',
  '"energy"',
  '"é"',
  '""',
  'null',
  'true',
  '[]',
  '[1,"a"]',
  '{}',
  '[[1]]',
  '"\\\\"',
  '"say \\"hi\\", \\u00e9"',
  // What no JSON is.
  '"\\x"',
  '"\\u00e"',
  '"\t"',
  '01',
  '1.',
  '[1,]',
)
const names = ['brightness', 'azimuth', 'unit_of_measurement', 'device_class', 'state_class', 'confidence', 'x', 'y']
const members = fc.array(
  fc.tuple(fc.constantFrom(...names, '__proto__', 'a\\"b', 'unit\\u005fof_measurement'), values),
  { maxLength: 6 },
)
/** An event of one entity, with these attributes, letter by letter. */
function eventWith(attributes: readonly (readonly [string, string])[], entityId: string): string {
  const text = attributes.map(([key, value]) => `"${key}":${value}`).join(',')
  const event = first.replaceAll(/("entity_id":")[^"]*/g, `$1${entityId}`)
  return event.replace(/"attributes":\{.*?\},"last/, () => `"attributes":{${text}},"last`)
}

test('attributes that change, come, go, and come twice are those that are parsed', () => {
  const entityIds = fc.constantFrom('light.a', 'sensor.b', 'weather.c', 'sensor.b')
  const sequence = fc.record({
    entityId: entityIds,
    first: members,
    changes: fc.array(fc.tuple(fc.nat({ max: 5 }), values), { maxLength: 20 }),
  })
  hold(fc.array(sequence, { maxLength: 3 }), (sequences) => {
    const texts = sequences.flatMap(({ entityId, first: attributes, changes }) => {
      const now = attributes.map(([key, value]): [string, string] => [key, value])
      return changes.map(([index, value]) => {
        const member = now[index]
        if (member !== undefined) member[1] = value
        return eventWith(now, entityId)
      })
    })
    writesAsParsed(texts)
  })
})

test('attributes that nobody reads may change, and are not parsed', () => {
  const texts = [1, 2, 3, 4, 5].map((x) =>
    eventWith(
      [
        ['x', `${x}`],
        ['unit_of_measurement', '"W"'],
        ['y', `["${x}"]`],
      ],
      'sensor.b',
    ),
  )
  expect(texts[0]).toContain('{"x":1,"unit_of_measurement":"W","y":["1"]},"last_changed"')
  writesAsParsed(texts)
  const parse = vi.spyOn(JSON, 'parse')
  try {
    expect(readOf(texts)).toHaveLength(texts.length - 1)
    // The first event, then the attributes twice: only a change shows what changes.
    expect(parse).toHaveBeenCalledTimes(3)
  } finally {
    parse.mockRestore()
  }
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
  ['a time of another century', at('1926-01-15T07:31:04.512345+00:00')],
  ['a time after the last nanosecond', at('2262-04-11T23:59:59.999999+00:00')],
  ['a time in the hour after', at('2026-01-15T01:31:04.512345+00:00')],
  ['a time in a minute that is none', firedAt('2026-01-15T00:60:04.512345+00:00')],
  ['a time in a second that is none', firedAt('2026-01-15T00:31:60.512345+00:00')],
  ['a time in an hour that is none', firedAt('2026-01-15T24:31:04.512345+00:00')],
  ['a time on a day that is none', firedAt('2026-02-30T00:31:04.512345+00:00')],
  ['a time with an offset', firedAt('2026-01-15T00:31:04.512345+05:30')],
  ['a time without microseconds', at('2026-01-15T00:31:04+00:00')],
  ['a time fired after the update', firedAt('2026-01-15T00:31:04.512345+00:00')],
  ['a time with a sign for a digit', firedAt('2026-01-15T00:31:04.51234:+00:00')],
  ['a time reported with a sign for a digit', first.replace(/(last_reported":"\d\d\d)\d/, '$1;')],
  ['a time reported with a quote for a digit', first.replace(/(last_reported":"\d\d\d)\d/, '$1"')],
  ['a time updated with a backslash for a digit', first.replace(/(last_updated":"\d\d\d)\d/, '$1\\')],
  ['a time with a digit of another script', firedAt('2026-01-15T00:31:04.51234\u0665+00:00')],
  ['a time with a letter whose last byte is a digit', firedAt('2026-01-15T00:31:04.51234\u0135+00:00')],
  ['a context with a quote in its id', first.replaceAll(/("context":\{"id":"...)./g, '$1\\"')],
  ['a context with an unescaped quote in its id', first.replaceAll(/("context":\{"id":"...)./g, '$1"')],
  ['a context with a control character in its id', first.replaceAll(/("context":\{"id":"...)./g, '$1\u0001')],
  [
    'a context with a letter in its id whose last byte is a quote',
    first.replaceAll(/("context":\{"id":"...)./g, '$1\u0122'),
  ],
  ['a context with an id in lower case', first.replaceAll(/("context":\{"id":")./g, '$1a')],
  ['another context of the event than of the state', first.replace(/("context":\{"id":")...(.*\}\}$)/, '$1XYZ$2')],
  ['nothing', ''],
]
for (const [name, text] of odd) {
  test(`${name} becomes what its parsed value becomes`, () => {
    expect(text).not.toBe(first)
    writesAsParsed([first, text, first, text])
  })
}
