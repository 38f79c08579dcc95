import { encodePoint } from '../line-protocol/encode.ts'
import { encodeName } from '../line-protocol/encoded-name.ts'
import { bytesOfText } from '../line-protocol/text.ts'
import { type EncodableRecord, presentTags, type RecordShape } from './record-issues.ts'

/** Prefixes by the value of one tag and, below, of the tags after it; the empty string stands for a tag that is absent. */
interface Branch {
  readonly below: Map<string, Branch>
  prefix: Uint8Array | undefined
}

const maxBranches = 100_000

/** The bytes of measurement and tags of the series seen so far, found by tag values. Bounded: when it is full it starts anew. */
export class SeriesPrefixes {
  readonly #shape: RecordShape
  readonly #longestFieldKey: string
  #root: Branch = { below: new Map(), prefix: undefined }
  #branches = 0

  constructor(shape: RecordShape) {
    const bySize = shape.fields.map(({ key }) => key).sort((a, b) => escapedSize(b) - escapedSize(a))
    this.#shape = shape
    this.#longestFieldKey = bySize[0] ?? ''
  }

  /** The prefix of a record's line; undefined where its tags break a rule or stand in another order than declared. */
  of(tags: EncodableRecord['tags']): Uint8Array | undefined {
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
    branch.prefix ??= this.#encode(tags)
    return branch.prefix
  }

  #grow(branch: Branch, value: string): Branch {
    const grown = { below: new Map(), prefix: undefined }
    if (this.#branches++ >= maxBranches) {
      this.#root = { below: new Map(), prefix: undefined }
      this.#branches = 0
    }
    branch.below.set(value, grown)
    return grown
  }

  /** Encoded with the longest field key, so that a prefix leaves room for every field. */
  #encode(tags: EncodableRecord['tags']): Uint8Array | undefined {
    const encoded = encodePoint({
      measurement: this.#shape.measurement,
      tags: presentTags(this.#shape, tags),
      fields: [[this.#longestFieldKey, { type: 'boolean', value: true }]],
    })
    if (!encoded.ok) return undefined
    const suffix = ` ${encodeName('fieldKey', this.#longestFieldKey).escaped}=true`
    return bytesOfText(encoded.line.slice(0, -suffix.length))
  }
}

function escapedSize(key: string): number {
  return Buffer.byteLength(encodeName('fieldKey', key).escaped)
}
