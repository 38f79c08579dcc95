import type { FieldType } from '../../line-protocol/types.ts'
import { keyOf } from '../keys.ts'
import { read } from '../reading.ts'
import { checkOf, countsOf, profiles, rangeOf, series, trouble, window } from '../testing/observation.ts'
import { testVerdicts } from '../testing/verdict-case.ts'

const of = { bucket: { key: 'raw', name: 'raw' }, measurement: 'reading', window, field: 'kw', type: 'float' as const }
const type = checkOf('field-type', of)
const range = checkOf('field-range', { ...of, min: 0, max: 10 })
const required = checkOf('field-required', of)
const undeclared = checkOf('undeclared-fields', { ...of, declared: ['kw'] })

const shards = (...types: FieldType[]) => ({
  fieldTypes: new Map([['raw', read(new Map([['reading', new Map([['kw', new Set(types)]])]]))]]),
})
const blind = { fieldTypes: new Map([['raw', trouble]]) }
const ofType = (type: FieldType) => ({ profiles: profiles({ reading: [series({ room: 'hall' }, { type })] }) })
const text = { ...shards('string'), ...ofType('string') }
const values = (min: number, max: number) => ({
  ranges: new Map([[keyOf(keyOf('raw', window, 'reading'), 'kw'), read(rangeOf(min, max))]]),
})
const points = (all: number, withField = 10) => ({
  points: new Map([[keyOf('raw', window, 'reading'), read(countsOf(all, withField))]]),
})
const elsewhere = { profiles: profiles({ reading: [series({ room: 'hall' }, { field: 'volt' })] }) }
testVerdicts([
  ['the type in all shards', type, {}, 'passed'],
  ['another type', type, text, 'failed', 'float | string'],
  [
    'a type that flips between shards',
    type,
    shards('float', 'integer'),
    'failed',
    'float and integer in different shards',
  ],
  ['a type that flips within the window', type, ofType('string'), 'failed', 'float and string'],
  ['a field without points', type, elsewhere, 'skipped'],
  ['types that could not be listed', type, blind, 'error'],

  ['values on the bounds', range, {}, 'passed', '0 to 10'],
  ['a value below', range, values(-0.5, 10), 'failed', '-0.5 in room=hall'],
  ['a value above', range, values(0, 10.5), 'failed', '10.5 in room=hall'],
  ['a value above where only min is set', checkOf('field-range', { ...of, min: 0 }), values(0, 99), 'passed'],
  ['a field of text', range, text, 'skipped', 'string, not float'],
  ['a field without points', range, elsewhere, 'skipped'],
  ['a failed query', range, { ranges: new Map([[keyOf(keyOf('raw', window, 'reading'), 'kw'), trouble]]) }, 'error'],

  ['the field in every point', required, {}, 'passed'],
  ['points without the field', required, points(12), 'failed', '2 of 12 points lack it'],
  ['points that never have the field', required, { ...points(3, 0), ...elsewhere }, 'failed', '3 of 3'],
  ['a field of two types', required, shards('float', 'integer'), 'skipped'],
  ['a failed query', required, { points: new Map([[keyOf('raw', window, 'reading'), trouble]]) }, 'error'],

  ['declared fields', undeclared, {}, 'passed'],
  ['another field', undeclared, elsewhere, 'failed', 'volt'],
])
