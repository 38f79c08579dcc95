import { exampleFaults, type Fault } from '../../fault/fault.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { overwritingLines, plainLines } from './lines.ts'

const passing: Readonly<Record<string, Fault>> = {
  refuse: exampleFaults.refuse,
  delay: exampleFaults.delay,
  trickle: exampleFaults.trickle,
  'slow-headers': exampleFaults['slow-headers'],
  'reset-before-body': { kind: 'reset', at: 'before-body' },
  'reset-during-body': { kind: 'reset', at: 'during-body' },
  'reset-after-body': { kind: 'reset', at: 'after-body' },
  'commit-drop-answer': exampleFaults['commit-drop-answer'],
  'commit-half': exampleFaults['commit-half'],
  'answer-twice': exampleFaults['answer-twice'],
  'stale-connection': exampleFaults['stale-connection'],
  'truncated-gzip': exampleFaults['truncated-gzip'],
  'clock-step': exampleFaults['clock-step'],
  restart: exampleFaults.restart,
  'disk-full': exampleFaults['disk-full'],
}

/** Each fault for the first two requests: a writer that says the truth delivers everything after it. */
const once = Object.entries(passing).map(
  ([name, fault]): ConformanceCase => ({
    id: `fault/${name}`,
    says: `all lines are stored after ${name}`,
    lines: () => plainLines(40),
    flushEvery: 20,
    rules: [{ fault, to: fault.kind === 'restart' ? 0 : 1 }],
    expects: { delivers: () => true },
  }),
)

const disturbing = ['reset-after-body', 'commit-drop-answer', 'commit-half', 'disk-full', 'restart'] as const

/** No retry puts an older value over a newer one. */
const ordered = disturbing.map(
  (name): ConformanceCase => ({
    id: `order/${name}`,
    says: `the last value of a key stands after ${name}`,
    lines: () => overwritingLines(700, 3),
    rules: [{ fault: passing[name] ?? exampleFaults.refuse, to: 0 }],
    expects: { delivers: () => true },
  }),
)

const outages: Readonly<Record<string, Fault>> = {
  refuse: exampleFaults.refuse,
  'disk-full': exampleFaults['disk-full'],
}

/** A server that never comes back: nothing is stored, nothing may be said to be, and every call ends. */
const closing = Object.entries(outages).flatMap(([name, fault]) =>
  (['flush-and-close', 'close'] as const).map(
    (ends): ConformanceCase => ({
      id: `outage/${ends}-${name}`,
      says: `${ends === 'close' ? 'close' : 'flush'} ends under ${name} without end and says what is not stored`,
      lines: () => plainLines(20),
      ends,
      rules: [{ fault }],
      expects: {},
    }),
  ),
)

export const faultCases: readonly ConformanceCase[] = [...once, ...ordered, ...closing]
