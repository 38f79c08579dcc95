import { encodePoint } from '../line-protocol/encode.ts'
import { encodeName } from '../line-protocol/encoded-name.ts'
import { bytesOfText } from '../line-protocol/text.ts'
import { type EncodableRecord, presentTags, type RecordShape } from './record-issues.ts'

/** The series with these tag values, in the declared order. */
interface KnownSeries {
  readonly values: readonly (string | undefined)[]
  readonly prefix: Uint8Array
  /** The series that last followed it: most likely the next one. */
  follower: KnownSeries | undefined
}

/** Series by the value of one tag and, below, of the tags after it; the empty string stands for a tag that is absent. */
interface Branch {
  readonly below: Map<string, Branch>
  series: KnownSeries | undefined
}

const maxBranches = 100_000

/**
 * The bytes with which lines begin, by series: measurement and tags, and what `lead` adds to them. Found by tag values, and first of all where
 * the series before had its follower last time. Bounded: when it is full it starts anew.
 */
export class SeriesPrefixes {
  readonly #shape: RecordShape
  readonly #lead: Uint8Array
  readonly #longestFieldKey: string
  #root: Branch = newBranch()
  #branches = 0
  #previous: KnownSeries | undefined

  constructor(shape: RecordShape, lead: Uint8Array) {
    const bySize = shape.fields.map(({ key }) => key).sort((a, b) => escapedSize(b) - escapedSize(a))
    this.#shape = shape
    this.#lead = lead
    this.#longestFieldKey = bySize[0] ?? ''
  }

  /** The prefix of a record's line; undefined where its tags break a rule or stand in another order than declared. */
  of(tags: EncodableRecord['tags']): Uint8Array | undefined {
    const expected = this.#previous?.follower
    const series = expected !== undefined && this.#has(tags, expected.values) ? expected : this.#find(tags)
    if (series === undefined) return undefined
    if (this.#previous !== undefined) this.#previous.follower = series
    this.#previous = series
    return series.prefix
  }

  /** Whether all declared tags stand there with these values. */
  #has(tags: EncodableRecord['tags'], values: KnownSeries['values']): boolean {
    const declared = this.#shape.tags
    let next = 0
    for (const key in tags) {
      if (declared[next]?.key !== key || tags[key] !== values[next]) return false
      next++
    }
    return next === declared.length
  }

  #find(tags: EncodableRecord['tags']): KnownSeries | undefined {
    const declared = this.#shape.tags
    let branch = this.#root
    let next = 0
    for (const key in tags) {
      let tag = declared[next++]
      while (tag !== undefined && tag.key !== key) {
        if (tag.required) return undefined
        branch = branch.below.get('') ?? this.#grow(branch, '')
        tag = declared[next++]
      }
      const value = tags[key]
      if (tag === undefined || value === '' || (value === undefined && tag.required)) return undefined
      branch = branch.below.get(value ?? '') ?? this.#grow(branch, value ?? '')
    }
    while (next < declared.length) if (declared[next++]?.required) return undefined
    branch.series ??= this.#encode(tags)
    return branch.series
  }

  #grow(branch: Branch, value: string): Branch {
    const grown = newBranch()
    if (this.#branches++ >= maxBranches) {
      this.#root = newBranch()
      this.#previous = undefined
      this.#branches = 0
    }
    branch.below.set(value, grown)
    return grown
  }

  /** Encoded with the longest field key, so that a prefix leaves room for every field. */
  #encode(tags: EncodableRecord['tags']): KnownSeries | undefined {
    const encoded = encodePoint({
      measurement: this.#shape.measurement,
      tags: presentTags(this.#shape, tags),
      fields: [[this.#longestFieldKey, { type: 'boolean', value: true }]],
    })
    if (!encoded.ok) return undefined
    const suffix = ` ${encodeName('fieldKey', this.#longestFieldKey).escaped}=true`
    const key = bytesOfText(encoded.line.slice(0, -suffix.length))
    const values = this.#shape.tags.map((tag) => tags[tag.key])
    return { values, prefix: Buffer.concat([key, this.#lead]), follower: undefined }
  }
}

function newBranch(): Branch {
  return { below: new Map(), series: undefined }
}

function escapedSize(key: string): number {
  return Buffer.byteLength(encodeName('fieldKey', key).escaped)
}
