import { ByteWriter } from '../line-protocol/bytes/byte-writer.ts'
import { encodeName } from '../line-protocol/encoded-name.ts'
import { textOfBytes } from '../line-protocol/text.ts'

/**
 * The tags of a line, told from others by identity: whoever begins with one and adds the same tags in the same order has the same one. They grow
 * with series, never with lines.
 */
export class Series {
  /** Measurement and tags as they begin a line. */
  readonly bytes: Uint8Array
  #next: Map<string, Map<string, Series>> | undefined
  /** Mostly the tag of the line before comes again. */
  #latestKey = ''
  #latestValue = ''
  #latest: Series = this

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  /** The series with one more tag; its value is clean (tag-value.ts) and not empty. */
  with(key: string, value: string): Series {
    if (this.#latestKey !== key || this.#latestValue !== value) {
      this.#latest = this.#find(key, value)
      this.#latestKey = key
      this.#latestValue = value
    }
    return this.#latest
  }

  #find(key: string, value: string): Series {
    this.#next ??= new Map()
    let ofKey = this.#next.get(key)
    if (ofKey === undefined) {
      ofKey = new Map()
      this.#next.set(key, ofKey)
    }
    let next = ofKey.get(value)
    if (next === undefined) {
      next = new Series(Buffer.concat([this.bytes, bytesOfTag(key, value)]))
      ofKey.set(value, next)
    }
    return next
  }
}

/** Bounded, for tags come from outside. */
const maxKnown = 100_000

/** Makes a lookup of the series that begin with some tags of a measurement: the same tags give the same one. */
export function createSeriesOfTags(measurement: string): (tags: readonly (readonly [string, string])[]) => Series {
  const known = new Map<string, Series>()
  return (tags) => {
    const writer = new ByteWriter(256)
    writer.copy(encodeName('measurement', measurement).raw)
    for (const [key, value] of tags) writer.copy(bytesOfTag(key, value))
    const text = textOfBytes(writer.view())
    let series = known.get(text)
    if (series === undefined) {
      series = new Series(writer.view().slice())
      if (known.size >= maxKnown) known.clear()
      known.set(text, series)
    }
    return series
  }
}

/** `,key=value` */
function bytesOfTag(key: string, value: string): Uint8Array {
  const writer = new ByteWriter(64)
  writer.copy(encodeName('tagKey', key).raw)
  writer.copy(encodeName('tagValue', value).raw)
  return writer.view().slice()
}
