import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellsOfLine } from './cells.ts'
import { checkHistory } from './check-history.ts'
import type { History, Operation, OutcomeClass, Reading } from './history-model.ts'
import { precedes } from './precedence.ts'
import type { KeyVerdict } from './verdict.ts'

type Said = readonly [line: string, outcome: OutcomeClass, invoked: number, completed: number, process?: number]

function historyOf(said: readonly Said[], readings: readonly (readonly [at: number, ...lines: string[]])[]): History {
  const operations = said.map(([line, outcome, invoked, completed, process = 0], id): Operation => {
    return { id, process, line, cells: cellsOfLine(line), invoked, completed, outcome }
  })
  return {
    operations,
    readings: readings.map(([at, ...lines]): Reading => ({ at, cells: lines.flatMap(cellsOfLine) })),
  }
}

interface Case {
  readonly name: string
  readonly said: readonly Said[]
  readonly readings: readonly (readonly [at: number, ...lines: string[]])[]
  readonly oldestNs?: bigint
  readonly verdict: KeyVerdict
  readonly anomaly: boolean
  readonly operations: readonly number[]
}

const cases: readonly Case[] = [
  {
    name: 'what is there as handed in is stored',
    said: [['m v=1 1', 'ok', 0, 1]],
    readings: [[9, 'm v=1 1']],
    verdict: 'stored',
    anomaly: false,
    operations: [0],
  },
  {
    name: 'what is said to be stored and is not there is lost',
    said: [['m v=1 1', 'ok', 0, 1]],
    readings: [[9]],
    verdict: 'lost',
    anomaly: true,
    operations: [0],
  },
  {
    name: 'an unknown outcome may be absent',
    said: [['m v=1 1', 'unknown', 0, 1]],
    readings: [[9]],
    verdict: 'absent',
    anomaly: false,
    operations: [0],
  },
  {
    name: 'an unknown outcome may be there',
    said: [['m v=1 1', 'unknown', 0, 1]],
    readings: [[9, 'm v=1 1']],
    verdict: 'stored',
    anomaly: false,
    operations: [0],
  },
  {
    name: 'a failed operation that is there is a phantom',
    said: [['m v=1 1', 'fail', 0, 1]],
    readings: [[9, 'm v=1 1']],
    verdict: 'phantom',
    anomaly: true,
    operations: [0],
  },
  {
    name: 'what nobody wrote is a phantom',
    said: [],
    readings: [[9, 'm v=1 1']],
    verdict: 'phantom',
    anomaly: true,
    operations: [],
  },
  {
    name: 'a point without time that is there twice is a phantom',
    said: [['m v=1', 'ok', 0, 1]],
    readings: [[9, 'm v=1 1', 'm v=1 2']],
    verdict: 'phantom',
    anomaly: true,
    operations: [0],
  },
  {
    name: 'a point without time may be there once',
    said: [['m v=1', 'ok', 0, 1]],
    readings: [[9, 'm v=1 5']],
    verdict: 'stored',
    anomaly: false,
    operations: [0],
  },
  {
    name: 'the same point twice collapses',
    said: [
      ['m v=1 1', 'ok', 0, 1],
      ['m v=1 1', 'ok', 2, 3],
    ],
    readings: [[9, 'm v=1 1']],
    verdict: 'duplicate-collapsed',
    anomaly: false,
    operations: [0, 1],
  },
  {
    name: 'an older value over a newer one is a stale overwrite',
    said: [
      ['m v=1 1', 'ok', 0, 1],
      ['m v=2 1', 'ok', 2, 3],
    ],
    readings: [[9, 'm v=1 1']],
    verdict: 'stale-overwrite',
    anomaly: true,
    operations: [0, 1],
  },
  {
    name: 'an unknown older value over a newer one is a stale overwrite',
    said: [
      ['m v=1 1', 'unknown', 0, 1],
      ['m v=2 1', 'ok', 2, 3],
    ],
    readings: [[9, 'm v=1 1']],
    verdict: 'stale-overwrite',
    anomaly: true,
    operations: [0, 1],
  },
  {
    name: 'a newer unknown value may stand',
    said: [
      ['m v=1 1', 'ok', 0, 1],
      ['m v=2 1', 'unknown', 2, 3],
    ],
    readings: [[9, 'm v=2 1']],
    verdict: 'stored',
    anomaly: false,
    operations: [1],
  },
  {
    name: 'a newer unknown value may be missing',
    said: [
      ['m v=1 1', 'ok', 0, 1],
      ['m v=2 1', 'unknown', 2, 3],
    ],
    readings: [[9, 'm v=1 1']],
    verdict: 'stored',
    anomaly: false,
    operations: [0],
  },
  {
    name: 'of concurrent writes either may stand',
    said: [
      ['m v=1 1', 'ok', 0, 5, 1],
      ['m v=2 1', 'ok', 1, 4, 2],
    ],
    readings: [[9, 'm v=1 1']],
    verdict: 'stored',
    anomaly: false,
    operations: [0],
  },
  {
    name: 'operations of one process are ordered even while both are under way',
    said: [
      ['m v=1 1', 'ok', 0, 5],
      ['m v=2 1', 'ok', 1, 5],
    ],
    readings: [[9, 'm v=1 1']],
    verdict: 'stale-overwrite',
    anomaly: true,
    operations: [0, 1],
  },
  {
    name: 'an order within a process and one in time join: what comes first in both cannot stand',
    said: [
      ['m v=1 1', 'ok', 0, 2],
      ['m v=2 1', 'ok', 2, 3, 1],
      ['m v=1 1', 'ok', 0, 1],
    ],
    readings: [[9, 'm v=1 1']],
    verdict: 'stale-overwrite',
    anomaly: true,
    operations: [2, 1],
  },
  {
    name: 'another type on the server is a type drop',
    said: [
      ['m v=1i 1', 'ok', 0, 1],
      ['m v=2 2', 'ok', 0, 1],
    ],
    readings: [[9, 'm v=2 2']],
    verdict: 'type-dropped',
    anomaly: true,
    operations: [0],
  },
  {
    name: 'a type drop that was told is no anomaly',
    said: [
      ['m v=1i 1', 'fail', 0, 1],
      ['m v=2 2', 'ok', 0, 1],
    ],
    readings: [[9, 'm v=2 2']],
    verdict: 'type-dropped',
    anomaly: false,
    operations: [0],
  },
  {
    name: 'a time before the retention is a retention drop',
    said: [['m v=1 1', 'ok', 0, 1]],
    readings: [[9]],
    oldestNs: 5n,
    verdict: 'retention-dropped',
    anomaly: true,
    operations: [0],
  },
  {
    name: 'stored after it was said to be is premature',
    said: [['m v=1 1', 'ok', 0, 1]],
    readings: [[2], [9, 'm v=1 1']],
    verdict: 'premature',
    anomaly: true,
    operations: [0],
  },
  {
    name: 'not yet said to be stored may come later',
    said: [['m v=1 1', 'ok', 0, 5]],
    readings: [[2], [9, 'm v=1 1']],
    verdict: 'stored',
    anomaly: false,
    operations: [0],
  },
  {
    name: 'a line that no server reads is lost when said to be stored',
    said: [['m,k=C:\\ v=1 1', 'ok', 0, 1]],
    readings: [[9]],
    verdict: 'lost',
    anomaly: true,
    operations: [0],
  },
  {
    name: 'a comment is lost when said to be stored',
    said: [['#m v=1 1', 'ok', 0, 1]],
    readings: [[9]],
    verdict: 'lost',
    anomaly: true,
    operations: [0],
  },
]

describe('checkHistory', () => {
  for (const { name, said, readings, oldestNs, verdict, anomaly, operations } of cases) {
    test(name, () => {
      const report = checkHistory({ ...historyOf(said, readings), ...(oldestNs !== undefined && { oldestNs }) })
      const [finding] = report.keys
      expect([finding?.verdict, finding?.anomaly, finding?.operations]).toEqual([verdict, anomaly, operations])
      expect(report.sound).toBe(!anomaly)
    })
  }

  test('refuses a history without readings', () => {
    expect(() => checkHistory({ operations: [], readings: [] })).toThrow('at least one reading')
  })

  test('judges each field of a point for itself', () => {
    const report = checkHistory(historyOf([['m a=1,b=2 1', 'ok', 0, 1]], [[9, 'm a=1 1']]))
    expect(report.totals).toEqual({ stored: 1, lost: 1 })
  })

  test('agrees with every order of operations that could have been, tried one by one', () => {
    const operation = fc.record({
      value: fc.nat(2),
      outcome: fc.constantFrom<OutcomeClass>('ok', 'fail', 'unknown'),
      invoked: fc.nat(6),
      lasted: fc.integer({ min: 1, max: 4 }),
      process: fc.nat(2),
    })
    const seen = { sound: 0, unsound: 0 }
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 4 }), fc.option(fc.nat(2)), (drawn, found) => {
        const said = drawn.map(({ value, outcome, invoked, lasted, process }): Said => {
          return [`m v=${value} 1`, outcome, invoked, invoked + lasted, process]
        })
        const history = historyOf(said, [[99, ...(found === null ? [] : [`m v=${found} 1`])]])
        const expected = possibleEnds(history.operations).has(found === null ? 'nothing' : `float ${found}`)
        seen[expected ? 'sound' : 'unsound']++
        expect(checkHistory(history).sound).toBe(expected)
      }),
      { numRuns: 2000 },
    )
    expect(Math.min(seen.sound, seen.unsound)).toBeGreaterThan(100)
  })
})

/** The reference: every subset of the unknown ones, in every order that respects precedence, run on a register. */
function possibleEnds(operations: readonly Operation[]): Set<string> {
  const ends = new Set<string>()
  const run = (left: readonly Operation[], value: string): void => {
    if (left.length === 0) ends.add(value)
    for (const next of left) {
      if (left.some((other) => other !== next && precedes(other, next))) continue
      run(
        left.filter((other) => other !== next),
        next.cells[0]?.value ?? '',
      )
    }
  }
  // What did not happen orders nothing: only operations that took effect come before or after one another.
  const choose = (left: readonly Operation[], happened: readonly Operation[]): void => {
    const [first, ...rest] = left
    if (first === undefined) {
      run(happened, 'nothing')
      return
    }
    if (first.outcome !== 'ok') choose(rest, happened)
    if (first.outcome !== 'fail') choose(rest, [...happened, first])
  }
  choose(operations, [])
  return ends
}
