import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Shaper, type Slice } from './shaper.ts'
import type { TcpFault } from './tcp-fault.ts'

const fault = fc.record(
  {
    latencyMs: fc.nat(500),
    jitterMs: fc.nat(500),
    bytesPerSecond: fc.integer({ min: 1, max: 100_000 }),
    sliceBytes: fc.integer({ min: 1, max: 5000 }),
    resetAfterBytes: fc.nat(4000),
    silentAfterBytes: fc.nat(4000),
  },
  { requiredKeys: [] },
)
/** Sizes of the pieces in which bytes come in, and the pause before each in ms. */
const arrivals = fc.array(fc.tuple(fc.nat(1000), fc.nat(100)), { maxLength: 8 })
const share = (slice: number) => ((slice * 7919) % 101) / 101

/** Every byte is its position, so that order and gaps show. */
function admitAll(shaper: Shaper, pieces: readonly (readonly [bytes: number, pauseMs: number])[]): Slice[] {
  let position = 0
  let nowMs = 1000
  return pieces.flatMap(([length, pauseMs]) => {
    nowMs += pauseMs
    const bytes = Uint8Array.from({ length }, (_, index) => (position + index) % 251)
    position += length
    return [...shaper.admit(bytes, nowMs)]
  })
}

const sumOf = (sizes: readonly number[]) => sizes.reduce((sum, size) => sum + size, 0)

test('bytes up to the last that goes on are conserved, in order of bytes and of time', () => {
  fc.assert(
    fc.property(fault, arrivals, (given, pieces) => {
      const slices = admitAll(new Shaper({ fault: given, share }), pieces)
      const total = sumOf(pieces.map(([bytes]) => bytes))
      const last = Math.min(total, given.resetAfterBytes ?? total, given.silentAfterBytes ?? total)
      const sent = Uint8Array.from({ length: last }, (_, at) => at % 251)
      expect(Buffer.concat(slices.map(({ bytes }) => bytes)).equals(sent)).toBe(true)
      expect(slices.filter(({ atMs }, index) => atMs < (slices[index - 1]?.atMs ?? 0))).toEqual([])
      expect(slices.filter(({ bytes }) => bytes.length > (given.sliceBytes ?? 16_384))).toEqual([])
    }),
    { numRuns: 200 },
  )
})

test('bandwidth bounds the bytes of every stretch of time', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), arrivals, (bytesPerSecond, pieces) => {
      const slices = admitAll(new Shaper({ fault: { bytesPerSecond }, share }), pieces)
      // What holds between neighbours holds over every stretch: both sides add up.
      const early = slices.filter(({ bytes, atMs }, index) => {
        const before = slices[index - 1]?.atMs ?? 1000
        return bytes.length > ((atMs - before) * bytesPerSecond) / 1000 + 1e-6
      })
      expect(early).toEqual([])
    }),
    { numRuns: 100 },
  )
})

test('latency and jitter lie within their bounds, and are drawn for slices of a stream, not for pieces that came in', () => {
  const given: TcpFault = { latencyMs: 100, jitterMs: 40, sliceBytes: 10 }
  const whole = admitAll(new Shaper({ fault: given, share }), [[60, 0]])
  const delays = whole.map(({ atMs }) => atMs - 1000)
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(60)
  expect(Math.max(...delays)).toBeLessThanOrEqual(140)
  expect(new Set(delays).size).toBeGreaterThan(1)
  const inPieces = admitAll(new Shaper({ fault: given, share }), [
    [25, 0],
    [1, 0],
    [34, 0],
  ])
  const timesOf = (slices: readonly Slice[]) => slices.flatMap(({ bytes, atMs }) => [...bytes].map(() => atMs))
  expect(timesOf(inPieces)).toEqual(timesOf(whole))
})

for (const [given, spent] of [
  [{}, undefined],
  [{ resetAfterBytes: 5 }, 'reset'],
  [{ silentAfterBytes: 5 }, 'silence'],
  [{ resetAfterBytes: 5, silentAfterBytes: 4 }, 'silence'],
  [{ resetAfterBytes: 4, silentAfterBytes: 5 }, 'reset'],
  [{ resetAfterBytes: 6 }, undefined],
] as const) {
  test(`${JSON.stringify(given)} after 5 bytes: ${spent ?? 'goes on'}`, () => {
    const shaper = new Shaper({ fault: given, share })
    shaper.admit(new Uint8Array(5), 0)
    expect(shaper.spent).toBe(spent)
  })
}
