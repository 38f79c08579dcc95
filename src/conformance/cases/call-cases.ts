import type { ConformanceCase } from '../conformance-case.ts'
import { plainLines } from './lines.ts'

const all = { delivers: () => true }
const slow = [{ fault: { kind: 'delay', ms: 30 } as const }]

/** Calls in an order that is allowed and seldom thought of. */
export const callCases: readonly ConformanceCase[] = [
  {
    id: 'concurrency/write-during-flush',
    says: 'lines that are handed in while a flush is under way are not lost',
    lines: () => plainLines(60),
    flushEvery: 20,
    writesDuringFlush: true,
    rules: slow,
    expects: all,
  },
  {
    id: 'concurrency/write-during-failing-flush',
    says: 'lines that are handed in while a flush fails are not lost',
    lines: () => plainLines(60),
    flushEvery: 20,
    writesDuringFlush: true,
    rules: [{ fault: { kind: 'status', status: 500 }, to: 0 }, ...slow],
    expects: all,
  },
  {
    id: 'truth/idle',
    says: 'what a timer sends is known to a later flush',
    lines: () => plainLines(20),
    idleMs: 1500,
    rules: slow,
    expects: all,
  },
  {
    id: 'truth/idle-500',
    says: 'what a timer sends and the server does not take is not lost',
    lines: () => plainLines(20),
    idleMs: 1500,
    rules: [{ fault: { kind: 'status', status: 500 }, to: 0 }],
    expects: all,
  },
  {
    id: 'truth/every-flush-reports',
    says: 'a flush says what is not stored, although one before it said so of other lines',
    lines: () => plainLines(30),
    flushEvery: 10,
    rules: [{ fault: { kind: 'status', status: 401 } }],
    expects: { maxRequests: 40 },
  },
  { id: 'close/twice', says: 'a second close ends', lines: () => plainLines(20), afterClose: () => [], expects: all },
  {
    id: 'close/write-after',
    says: 'a line handed in after close is refused, or stored when a second close says so',
    lines: () => plainLines(20),
    afterClose: () => ['power,device=late watts=1.5 1700000000000001000'],
    expects: { delivers: (line) => !line.includes('late') },
  },
]
