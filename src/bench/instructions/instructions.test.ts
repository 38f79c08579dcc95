import { expect, test } from 'vitest'
import { baselineKey, judgeInstructions } from './instruction-baseline.ts'
import { findInstructionCounter, parseCachegrind, parsePerf } from './instruction-counter.ts'

test('what perf and cachegrind print is read', () => {
  expect(parsePerf('1679042260;;instructions:u;1000;100.00;;\n')).toBe(1_679_042_260)
  expect(() => parsePerf('<not supported>;;instructions:u;0;100.00;;\n')).toThrow('not supported')
  expect(parseCachegrind('==1== \n==1== I   refs:      149,331,918\n')).toBe(149_331_918)
  expect(() => parseCachegrind('==1== valgrind: failed to start tool\n')).toThrow('failed to start tool')
})

test('a counter counts, or each says why it does not', async () => {
  const found = await findInstructionCounter()
  if ('count' in found) {
    const [few, many] = [
      await found.count('true', []),
      await found.count('sh', ['-c', 'for i in 1 2 3 4 5 6 7 8 9; do :; done']),
    ]
    expect(few).toBeGreaterThan(0)
    expect(many).toBeGreaterThan(few)
    await expect(found.count('false', [])).rejects.toThrow()
  } else {
    expect(found.map((reason) => reason.split(':', 1)[0])).toEqual(['perf', 'valgrind'])
  }
}, 60_000)

test('a count is held against the baseline of its counter, node and processor', () => {
  expect(baselineKey('valgrind', { node: '26.10.0', arch: 'x64' })).toBe('valgrind, node 26.10, x64')
  const judge = (count: number) => judgeInstructions(count, 1000, { tolerance: 0.02 })
  expect(judge(1020)).toMatchObject({ verdict: 'same' })
  expect(judge(980)).toMatchObject({ verdict: 'same' })
  expect(judge(1021)).toMatchObject({ verdict: 'worse' })
  expect(judge(979)).toMatchObject({ verdict: 'better' })
  expect(judgeInstructions(5, undefined, { tolerance: 0.02 })).toEqual({ verdict: 'no baseline' })
})
