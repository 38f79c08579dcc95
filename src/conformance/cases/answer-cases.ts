import type { Fault } from '../../fault/fault.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { firstLineNs, linesWith, plainLines } from './lines.ts'

type Status = Extract<Fault, { kind: 'status' }>
const ends = ['flush-and-close', 'close'] as const

/** Answers that end by themselves: a retry delivers. */
const passing: readonly (readonly [name: string, fault: Status, pauseMs?: number])[] = [
  ['429', { kind: 'status', status: 429 }],
  ['429-retry-after-seconds', { kind: 'status', status: 429, retryAfter: 1 }, 1000],
  ['429-retry-after-junk', { kind: 'status', status: 429, retryAfter: 'soon' }],
  ['503-retry-after-seconds', { kind: 'status', status: 503, retryAfter: 1 }, 1000],
  ['503-retry-after-date', { kind: 'status', status: 503, retryAfter: 'date', retryAfterMs: 3000 }, 1900],
  ['408', { kind: 'status', status: 408 }],
  ['500', { kind: 'status', status: 500 }],
  ['502', { kind: 'status', status: 502 }],
  ['503', { kind: 'status', status: 503 }],
  ['504', { kind: 'status', status: 504 }],
  ['413', { kind: 'status', status: 413 }],
]

const retried = passing.flatMap(([name, fault, pauseMs]) =>
  ends.map(
    (end): ConformanceCase => ({
      id: `answer/${name}-${end}`,
      says: `one ${name} delays lines and loses none`,
      lines: () => plainLines(20),
      ends: end,
      rules: [{ fault, to: 0 }],
      expects: { delivers: () => true, ...(pauseMs !== undefined && { pauseMs }) },
    }),
  ),
)

/** Answers that do not end by themselves: what is not stored is said not to be. */
const refused = [401, 403, 404, 415].flatMap((status) =>
  ends.map(
    (end): ConformanceCase => ({
      id: `answer/${status}-${end}`,
      says: `${status} is reported`,
      lines: () => plainLines(20),
      ends: end,
      rules: [{ fault: { kind: 'status', status } }],
      expects: { maxRequests: 40 },
    }),
  ),
)

const isPlain = (line: string) => /^power,device=d\d watts=\d+\.5 \d+$/.test(line)
const others: readonly (readonly [
  name: string,
  bad: string,
  before?: readonly string[] | undefined,
  retentionSeconds?: bigint,
])[] = [
  ['tag-ends-with-backslash', `power,device=C:\\ watts=1 ${firstLineNs}`],
  ['no-field', `power,device=x ${firstLineNs}`],
  ['bad-time', 'power,device=x watts=1 NaN'],
  ['reserved-tag', `power,_field=x watts=1 ${firstLineNs}`],
  ['comment', `#power,device=x watts=1 ${firstLineNs}`],
  ['type-conflict', `power,device=x watts=1i ${firstLineNs}`, [`power,device=y watts=1 ${firstLineNs}`]],
  ['expired', `power,device=x watts=1 ${firstLineNs - 864_000_000_000_000n}`, undefined, 86_400n],
]

/** One bad line among good ones: the good ones are stored, the bad one is said not to be. */
const poisoned = others.map(
  ([name, bad, before, retentionSeconds]): ConformanceCase => ({
    id: `poison/${name}`,
    says: `${name} is reported and spoils no other line`,
    lines: () => linesWith(20, { 0: bad, 9: bad.replace('device=x', 'device=z'), 15: bad }),
    ...(before && { before }),
    ...(retentionSeconds !== undefined && { retentionSeconds }),
    expects: { delivers: isPlain, maxRequests: 200 },
  }),
)

/** A full batch is where clients send by themselves, with nobody to hear the answer. */
const atBatch = [500, 503].map(
  (status): ConformanceCase => ({
    id: `answer/${status}-at-1000`,
    says: `a full batch that is answered ${status} is not lost`,
    lines: () => plainLines(1000),
    rules: [{ fault: { kind: 'status', status }, to: 0 }],
    expects: { delivers: () => true },
  }),
)

export const answerCases: readonly ConformanceCase[] = [...retried, ...atBatch, ...refused, ...poisoned]
