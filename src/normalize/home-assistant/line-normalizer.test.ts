import { expect, test } from 'vitest'
import { ByteWriter } from '../../line-protocol/bytes/byte-writer.ts'
import { textOfBytes } from '../../line-protocol/text.ts'
import { createHomeAssistantLineNormalizer } from './line-normalizer.ts'
import { createHomeAssistantNormalizer } from './normalizer.ts'
import { event } from './testing/state-changed.ts'

test('an event that has none of the declared fields is dropped, and names its entity', () => {
  const shape = { measurement: 'm', tags: ['entity_id'], fields: { normalized_value: { type: 'float' as const } } }
  const { normalize } = createHomeAssistantNormalizer({ shape })
  expect(normalize(event('sensor.a', 'x'))).toEqual({ kind: 'drop', reason: 'no fields', detail: 'sensor.a' })
  const { write } = createHomeAssistantLineNormalizer({ shape })
  const writer = new ByteWriter()
  writer.ascii('x ')
  expect(write(event('sensor.a', 'x'), writer)).toEqual({ kind: 'drop', reason: 'no fields', detail: 'sensor.a' })
  expect(textOfBytes(writer.view())).toBe('x ')
  expect(write(event('light.a', 'on'), writer)).toMatchObject({ kind: 'line', decisions: [] })
  expect(textOfBytes(writer.view())).toBe('x m,entity_id=light.a normalized_value=1 1768462264512345000\n')
})

test('a line of before the epoch has its time too', () => {
  const { write } = createHomeAssistantLineNormalizer({
    shape: { measurement: 'm', tags: [], fields: { state_value: { type: 'string' } } },
  })
  const writer = new ByteWriter()
  for (const fired of ['1970-01-01T00:00:00.5Z', '1969-12-31T23:59:59.5Z']) {
    write(event('sun.sun', 'x', { outer: { time_fired: fired } }), writer)
  }
  expect(textOfBytes(writer.view())).toBe('m state_value="x" 500000000\nm state_value="x" -500000000\n')
})
