/** 2026-06-01T00:00:00Z, in seconds. */
const startSeconds = 1_780_272_000
const buildings = 100

/** One line of line protocol and what a query has to give back for it. */
export interface Reading {
  readonly line: string
  /** Building and time in nanoseconds. */
  readonly key: string
  readonly second: number
  readonly kw: number
  readonly kwh: number
  readonly estimated: boolean
}

/** Energy readings of 100 buildings, one a second each: two tags, two floats, a boolean, about 105 bytes. In order of time. */
export function readings(count: number): readonly Reading[] {
  return Array.from({ length: count }, (_, index) => readingAt(index))
}

export function readingAt(index: number): Reading {
  const building = `building-${index % buildings}`
  const second = startSeconds + Math.floor(index / buildings)
  const time = `${second}000000000`
  const kw = ((index * 7919) % 250_000) / 1000
  const kwh = index / 8
  const estimated = index % 5 === 0
  const line = `raw_reading,building_id=${building},source=live aggregate_kw=${kw},energy_kwh=${kwh},estimated=${estimated} ${time}`
  // Copied: a line put together by a template is flattened by whoever reads it first, and here that should be nobody who is measured.
  return { line: Buffer.from(line).toString('latin1'), key: `${building} ${time}`, second, kw, kwh, estimated }
}

/** A Flux range of whole seconds, both inclusive. */
export function rangeOf(firstSecond: number, lastSecond: number): string {
  return `range(start: ${rfc3339(firstSecond)}, stop: ${rfc3339(lastSecond + 1)})`
}

function rfc3339(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}
