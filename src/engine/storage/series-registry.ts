import { compareBytes, hasSurrogates } from './byte-order.ts'

type Tags = readonly (readonly [key: string, value: string])[]

/** A measurement with a tag set: one object for each in a bucket, so that maps can be keyed by identity. */
export interface SeriesEntry {
  readonly measurement: string
  /** Sorted by key. */
  readonly tags: Tags
  /** Sorts as the server sorts series: measurement, then tag by tag. */
  readonly sortKey: string
  /** Position in the order of all series, valid after `SeriesRegistry.rank()`. */
  rank: number
}

// Below every other character, so that a name sorts before the longer names it begins.
const separator = '\u0000'
const marker = '\u0001'

/**
 * The series that a bucket has ever seen, found by measurement and tags in any order.
 * It only names series: which of them exist in which shard is the shards' business, so a snapshot need not copy it.
 */
export class SeriesRegistry {
  #byKey = new Map<string, SeriesEntry>()
  /** By the decoder's key, which costs the reader of a line nothing more. */
  #byLineKey = new Map<string, SeriesEntry>()
  #entries: SeriesEntry[] = []
  #byMeasurement: ReadonlyMap<string, readonly SeriesEntry[]> = new Map()
  #ranked = 0
  #plainOrder = true

  entryOf(measurement: string, tags: Tags): SeriesEntry {
    let key = part(measurement)
    for (let index = 0; index < tags.length; index++) {
      const tag = tags[index] as readonly [string, string]
      key += separator + part(tag[0]) + separator + part(tag[1])
    }
    return this.#byKey.get(key) ?? this.#add(key, measurement, tags)
  }

  /** As `entryOf`; `lineKey` is equal for equal series and unequal for others. */
  entryOfLine(lineKey: string, measurement: string, tags: Tags): SeriesEntry {
    const known = this.#byLineKey.get(lineKey)
    if (known) return known
    const entry = this.entryOf(measurement, tags)
    this.#byLineKey.set(detach(lineKey), entry)
    return entry
  }

  /** Every series of a measurement that the bucket has ever seen, in series order. Needs `rank()` before it. */
  seriesOf(measurement: string): readonly SeriesEntry[] {
    return this.#byMeasurement.get(measurement) ?? []
  }

  /** Gives every entry its place in the server's series order. Cheap when no series is new. */
  rank(): void {
    if (this.#ranked === this.#entries.length) return
    const compare = this.#plainOrder ? compareUnits : compareEntries
    this.#entries.sort(compare)
    this.#byMeasurement = Map.groupBy(this.#entries, ({ measurement }) => measurement)
    for (let index = 0; index < this.#entries.length; index++) {
      const entry = this.#entries[index]
      if (entry) entry.rank = index
    }
    this.#ranked = this.#entries.length
  }

  #add(key: string, measurement: string, tags: Tags): SeriesEntry {
    const sorted = [...tags].sort((a, b) => compareBytes(a[0], b[0]))
    const sortKey = detach([measurement, ...sorted.flat()].map(part).join(separator))
    const known = this.#byKey.get(sortKey)
    if (known) {
      this.#byKey.set(detach(key), known)
      return known
    }
    const entry: SeriesEntry = {
      measurement: detach(measurement),
      tags: sorted.map(([tagKey, value]) => [detach(tagKey), detach(value)] as const),
      sortKey,
      rank: -1,
    }
    this.#byKey.set(sortKey, entry)
    if (key !== sortKey) this.#byKey.set(detach(key), entry)
    this.#entries.push(entry)
    if (this.#plainOrder && hasSurrogates(sortKey)) this.#plainOrder = false
    return entry
  }
}

/** Text without the separator, in the same order as the text itself. */
function part(text: string): string {
  if (!text.includes(separator) && !text.includes(marker)) return text
  return text.replaceAll(marker, `${marker}\u0002`).replaceAll(separator, marker + marker)
}

function compareUnits(a: SeriesEntry, b: SeriesEntry): number {
  return a.sortKey < b.sortKey ? -1 : a.sortKey > b.sortKey ? 1 : 0
}

function compareEntries(a: SeriesEntry, b: SeriesEntry): number {
  return compareBytes(a.sortKey, b.sortKey)
}

/** A copy that does not keep the request body alive of which `text` may be a slice. */
function detach(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le')
}
