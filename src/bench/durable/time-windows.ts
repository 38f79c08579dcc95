/** A part of a time, in nanoseconds since the epoch; the stop is exclusive. */
export interface TimeWindow {
  readonly startNs: bigint
  readonly stopNs: bigint
}

/** Times before and after those of any set: 1900 to 2200. */
const everBefore = -2_208_988_800_000_000_000n
const everAfter = 7_258_118_400_000_000_000n

export interface WindowOptions {
  /** Cells in the whole time, about. */
  readonly cells: number
  /** Cells that one window may have, about. */
  readonly most: number
  /** `set`: the time of the set. `bucket`: the first window begins in 1900, and the last ends in 2200. */
  readonly extent: 'set' | 'bucket'
}

/** Cuts the time of a set in equal windows. */
export function timeWindows({ startNs, stopNs }: TimeWindow, options: WindowOptions): readonly TimeWindow[] {
  const { cells, most, extent } = options
  const wanted = BigInt(Math.max(1, Math.ceil(cells / most)))
  const span = stopNs - startNs
  const count = span < wanted ? 1n : wanted
  const [first, last] = extent === 'bucket' ? [everBefore, everAfter] : [startNs, stopNs]
  return Array.from({ length: Number(count) }, (_, index) => {
    const at = BigInt(index)
    return {
      startNs: at === 0n ? first : startNs + (span * at) / count,
      stopNs: at === count - 1n ? last : startNs + (span * (at + 1n)) / count,
    }
  })
}
