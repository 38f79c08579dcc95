import { build, decodeFromCompressedBase64, encodeIntoCompressedBase64, type Histogram } from 'hdr-histogram-js'

/** A histogram of microseconds, up to an hour, three digits. All that are merged are of this kind. */
export function createLatency(): Histogram {
  return build({ lowestDiscernibleValue: 1, highestTrackableValue: 3_600_000_000, numberOfSignificantValueDigits: 3 })
}

/** As results keep it: V2 compressed, base64. */
export function encodeLatency(histogram: Histogram): string {
  return encodeIntoCompressedBase64(histogram)
}

/** @throws Error for a text that `encodeLatency` did not write. */
export function decodeLatency(text: string): Histogram {
  return decodeFromCompressedBase64(text)
}

/** All values of some histograms in one. */
export function mergeLatencies(histograms: Iterable<Histogram>): Histogram {
  const merged = createLatency()
  for (const histogram of histograms) merged.add(histogram)
  return merged
}
