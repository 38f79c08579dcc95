import type { ConformanceCase } from '../conformance-case.ts'
import { overwritingLines, plainLines, unstampedLines } from './lines.ts'

const all = { delivers: () => true }
const ends = ['flush-and-close', 'close'] as const

/** flush and close say the truth at every count around a batch. */
const counts = [1, 2, 999, 1000, 1001, 2500].flatMap((count): readonly ConformanceCase[] =>
  ends.map((end) => ({
    id: `truth/${end}-${count}`,
    says: `${end === 'close' ? 'close' : 'flush'} after ${count} lines resolves when all are stored`,
    lines: () => plainLines(count),
    ends: end,
    // The answer takes its time: who resolves before it, is seen.
    rules: [{ fault: { kind: 'slow-headers', ms: 20 } }, { fault: { kind: 'delay', ms: 20 } }],
    expects: all,
  })),
)

const slow = [{ fault: { kind: 'delay', ms: 30 } as const }]

export const truthCases: readonly ConformanceCase[] = [
  ...counts.map((one) => ({ ...one, rules: slow })),
  { id: 'truth/nothing', says: 'flush and close of nothing resolve', lines: () => [], expects: { maxRequests: 0 } },
  {
    id: 'truth/flush-often',
    says: 'every flush says the truth',
    lines: () => plainLines(50),
    flushEvery: 7,
    rules: slow,
    expects: all,
  },
  {
    id: 'truth/flush-at-batch',
    says: 'a flush right after a full batch says the truth',
    lines: () => plainLines(2000),
    flushEvery: 1000,
    rules: slow,
    expects: all,
  },
  {
    id: 'truth/flush-twice-at-once',
    says: 'two flushes at once both wait',
    lines: () => plainLines(30),
    flushTwice: true,
    rules: slow,
    expects: all,
  },
  {
    id: 'concurrency/3-callers',
    says: 'three callers at once lose nothing',
    lines: () => plainLines(300),
    callers: 3,
    rules: slow,
    expects: all,
  },
  {
    id: 'concurrency/20-callers',
    says: 'twenty callers at once lose nothing',
    lines: () => plainLines(1400),
    callers: 20,
    rules: slow,
    expects: all,
  },
  { id: 'order/calm', says: 'the last value of a key stands', lines: () => overwritingLines(5, 20), expects: all },
  {
    id: 'order/across-batches',
    says: 'the last value stands over batches',
    lines: () => overwritingLines(700, 3),
    expects: all,
  },
  { id: 'stamp/calm', says: 'a line without time is stored once', lines: () => unstampedLines(10), expects: all },
  {
    id: 'stamp/answer-dropped',
    says: 'a line without time is stored once although its answer is lost',
    lines: () => unstampedLines(10),
    rules: [{ fault: { kind: 'commit-drop-answer' }, to: 0 }],
    expects: {},
  },
  {
    id: 'memory/stalled-server',
    says: 'lines are taken up to a bound while the server stalls',
    lines: () => plainLines(16_000),
    rules: [{ fault: { kind: 'delay', ms: 1500 }, to: 63 }],
    expects: { ...all, maxTaken: 15_000 },
  },
]
