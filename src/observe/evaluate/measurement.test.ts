import { minuteNs } from '../../contract/duration.ts'
import { keyOf } from '../keys.ts'
import { read } from '../reading.ts'
import { checkOf, now, profiles, series, trouble, window } from '../testing/observation.ts'
import { testVerdicts } from '../testing/verdict-case.ts'

const of = { bucket: { key: 'raw', name: 'raw' }, measurement: 'reading', window }
const present = checkOf('measurement-present', of)
const cardinality = checkOf('series-cardinality', { ...of, budget: 2 })
const freshness = checkOf('freshness', { ...of, within: 2n * minuteNs })
const gaps = checkOf('gaps', { ...of, every: minuteNs, maxGap: 2n * minuteNs, by: [] })
const required = checkOf('tag-required', { ...of, tag: 'room' })
const values = checkOf('tag-values', { ...of, tag: 'room', values: ['hall', 'attic'] })
const pattern = checkOf('tag-pattern', { ...of, tag: 'room', pattern: '^[a-z]+$' })
const tagCardinality = checkOf('tag-cardinality', { ...of, tag: 'room', budget: 2 })
const undeclared = checkOf('undeclared-tags', { ...of, declared: ['room'] })

const rooms = (...names: string[]) => ({ profiles: profiles({ reading: names.map((room) => series({ room })) }) })
const empty = { profiles: profiles({}) }
const failed = { profiles: new Map([[keyOf('raw', window), trouble]]) }
const gap = (lengthNs: bigint | undefined) => ({
  gaps: new Map([
    [
      keyOf(keyOf('raw', window, 'reading')),
      read(lengthNs === undefined ? undefined : { lengthNs, endNs: now, stream: new Map([['room', 'hall']]) }),
    ],
  ]),
})

testVerdicts([
  ['a measurement with points', present, {}, 'passed', '1 series'],
  ['a measurement without points', present, empty, 'failed', 'none'],
  ['a failed query', present, failed, 'error', '500'],

  ['series within the budget', cardinality, rooms('hall', 'attic'), 'passed', '2 series'],
  ['more series than the budget', cardinality, rooms('a', 'b', 'c'), 'failed', 'Bound the tag room'],
  ['a measurement without points', cardinality, empty, 'skipped'],

  ['a fresh point', freshness, {}, 'passed', '1m old'],
  ['an old point', freshness, { nowNs: now + 5n * minuteNs }, 'failed', '6m old'],
  ['a failed query', freshness, failed, 'error'],

  ['a short gap', gaps, {}, 'passed', '1m'],
  ['a gap as long as allowed', gaps, gap(2n * minuteNs), 'passed'],
  ['a longer gap', gaps, gap(2n * minuteNs + 1n), 'failed', 'room=hall'],
  ['a single point', gaps, gap(undefined), 'skipped'],
  ['a failed query', gaps, { gaps: new Map([[keyOf(keyOf('raw', window, 'reading')), trouble]]) }, 'error'],

  ['the tag on every series', required, {}, 'passed'],
  [
    'a series without the tag',
    required,
    { profiles: profiles({ reading: [series({}), series({ room: 'hall' })] }) },
    'failed',
    'no tags, field kw',
  ],
  ['a measurement without points', required, empty, 'skipped'],

  ['allowed values', values, rooms('hall', 'attic'), 'passed'],
  ['another value', values, rooms('hall', 'roof'), 'failed', '"roof"'],
  ['a series without the tag', values, { profiles: profiles({ reading: [series({})] }) }, 'passed'],

  ['values like the pattern', pattern, {}, 'passed'],
  ['a value unlike the pattern', pattern, rooms('Hall 1'), 'failed', '"Hall 1"'],

  ['values within the budget', tagCardinality, rooms('hall', 'attic'), 'passed', '2 values'],
  ['more values than the budget', tagCardinality, rooms('a', 'b', 'c'), 'failed', '3, such as a, b, c'],

  ['declared tags', undeclared, {}, 'passed'],
  [
    'another tag',
    undeclared,
    { profiles: profiles({ reading: [series({ room: 'a', host: 'x' })] }) },
    'failed',
    'host',
  ],
  ['a failed query', undeclared, failed, 'error'],
])
