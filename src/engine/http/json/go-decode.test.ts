import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeGoJson } from './go-decode.ts'
import { goArray, goMap, goNamed, goStruct } from './go-shape.ts'
import type { JsonExtent } from './go-syntax.ts'

const rule = goStruct('tenant.rule', { everySeconds: 'int64' })
const shape = goStruct('tenant.request', {
  name: 'string',
  orgID: 'id',
  flag: 'bool',
  ratio: 'float64',
  status: goNamed('influxdb.Status'),
  rules: goArray('[]tenant.rule', rule),
  map: goMap('map[string]string', 'string'),
  free: 'any',
})

function refused(text: string, extent: JsonExtent = 'stream'): string {
  try {
    decodeGoJson(text, shape, { extent })
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return 'accepted'
}

const refusals: readonly (readonly [text: string, message: string, extent?: JsonExtent])[] = [
  ['', 'EOF'],
  ['', 'unexpected end of JSON input', 'whole'],
  ['{', 'unexpected EOF'],
  ['{x', "invalid character 'x' looking for beginning of object key string"],
  ['{"a" 1', "invalid character '1' after object key"],
  ['{"a":1 2', "invalid character '2' after object key:value pair"],
  ['[1 2', "invalid character '2' after array element"],
  ['nope', "invalid character 'o' in literal null (expecting 'u')"],
  ['-x', "invalid character 'x' in numeric literal"],
  ['1.x', "invalid character 'x' after decimal point in numeric literal"],
  ['1ex', "invalid character 'x' in exponent of numeric literal"],
  ['"\\q"', "invalid character 'q' in string escape code"],
  ['"\n"', "invalid character '\\n' in string literal"],
  ["'x'", "invalid character '\\'' looking for beginning of value"],
  ['\x1f', "invalid character '\\x1f' looking for beginning of value"],
  ['é', "invalid character 'Ã' looking for beginning of value"],
  ['{} x', "invalid character 'x' after top-level value", 'whole'],
  ['[]', 'json: cannot unmarshal array into Go value of type tenant.request'],
  ['{"name":7}', 'json: cannot unmarshal number into Go struct field request.name of type string'],
  ['{"NAME":true}', 'json: cannot unmarshal bool into Go struct field request.name of type string'],
  ['{"status":7}', 'json: cannot unmarshal number into Go struct field request.status of type influxdb.Status'],
  ['{"orgID":12}', 'json: cannot unmarshal number into Go struct field request.orgID of type platform.ID'],
  ['{"orgID":"short"}', 'id must have a length of 16 bytes'],
  ['{"orgID":"0000000000000000"}', 'invalid ID'],
  ['{"rules":{}}', 'json: cannot unmarshal object into Go struct field request.rules of type []tenant.rule'],
  [
    '{"rules":[{"everySeconds":1.5}]}',
    'json: cannot unmarshal number 1.5 into Go struct field rule.rules.everySeconds of type int64',
  ],
  [
    '{"rules":[{"everySeconds":9223372036854775808}]}',
    'json: cannot unmarshal number 9223372036854775808 into Go struct field rule.rules.everySeconds of type int64',
  ],
]

describe('decoding JSON as Go does', () => {
  for (const [text, message, extent] of refusals) {
    test(`refuses ${JSON.stringify(text)}${extent ? ` read ${extent}` : ''}`, () => {
      expect(refused(text, extent)).toBe(message)
    })
  }

  test('takes keys in any case, leaves out unknown keys and nulls', () => {
    const text =
      '{"NAME":"n","colour":1,"flag":null,"orgid":"00000000000AA001","rules":[{"everySeconds":60}],"ratio":0.5}'
    expect(decodeGoJson(text, shape)).toEqual({
      name: 'n',
      orgID: '00000000000aa001',
      rules: [{ everySeconds: 60n }],
      ratio: 0.5,
    })
  })

  test('reads the first value of a stream only', () => {
    expect(decodeGoJson('{"name":"n"} trailing', shape)).toEqual({ name: 'n' })
  })

  test('agrees with JSON.parse on every JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value)
        expect(decodeGoJson(`{"free":${text}}`, shape)?.free).toEqual(JSON.parse(text) ?? undefined)
      }),
    )
  })

  test('refuses what JSON.parse refuses', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        let isJson = true
        try {
          JSON.parse(text)
        } catch {
          isJson = false
        }
        const message = refused(text, 'whole')
        const isSyntaxError = /^(invalid character|unexpected end)/.test(message)
        expect(isSyntaxError).toBe(!isJson)
      }),
    )
  })
})
