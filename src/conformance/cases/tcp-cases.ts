import type { TcpFault } from '../../fault/tcp/tcp-fault.ts'
import type { TcpSchedule } from '../../fault/tcp/tcp-schedule.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { overwritingLines, plainLines } from './lines.ts'

const all = { delivers: () => true }
/** The first connections meet a fault, those behind it none. */
const first =
  (count: number, fault: TcpFault): TcpSchedule =>
  (connection) =>
    connection < count ? fault : undefined

/** A reset or black hole by what it cuts: the request, with its head and some lines through; or the answer. */
const cuts: Readonly<Record<string, TcpFault>> = {
  'reset-in-request': { resetAfterBytes: 600, towards: 'server' },
  'reset-in-answer': { resetAfterBytes: 10, towards: 'client' },
  'black-hole-in-request': { silentAfterBytes: 600, silentMs: 400, towards: 'server' },
  'black-hole-in-answer': { silentAfterBytes: 10, silentMs: 400, towards: 'client' },
}

const cut = Object.entries(cuts).flatMap(([name, fault]): readonly ConformanceCase[] => [
  {
    id: `tcp/${name}`,
    says: `all lines are stored after a ${name.replaceAll('-', ' ')}`,
    lines: () => plainLines(40),
    flushEvery: 20,
    tcp: first(2, fault),
    expects: all,
  },
  {
    id: `order/tcp-${name}`,
    says: `the last value of a key stands after a ${name.replaceAll('-', ' ')}`,
    lines: () => overwritingLines(700, 3),
    tcp: first(1, fault),
    expects: all,
  },
])

/** Faults of connections. They need sockets, whatever the other cases run on. */
export const tcpCases: readonly ConformanceCase[] = [
  {
    id: 'tcp/slow-link',
    says: 'all lines are stored over a slow link',
    lines: () => plainLines(1500),
    tcp: () => ({ latencyMs: 20, jitterMs: 15, bytesPerSecond: 400_000 }),
    expects: all,
  },
  {
    id: 'tcp/sliced',
    says: 'all lines are stored when bytes come a few at a time',
    lines: () => plainLines(50),
    tcp: () => ({ sliceBytes: 7 }),
    expects: all,
  },
  ...cut,
  {
    id: 'outage/black-hole',
    says: 'flush ends when nothing ever answers, and says what is not stored',
    lines: () => plainLines(20),
    tcp: () => ({ silentAfterBytes: 0 }),
    expects: {},
  },
]
