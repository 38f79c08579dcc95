import type { FieldType } from '../../line-protocol/types.ts'
import type { Random } from '../../normalize/generate/random.ts'
import type { RecordValue } from '../../schema/record-value.ts'
import { CellHash, type CellKey, cellKey } from '../durable/cell-hash.ts'
import type { Fingerprint } from '../durable/fingerprint.ts'
import { HashSum } from '../durable/hash64.ts'
import type { PointForm, SeriesTags } from './forms/point-form.ts'

/** A series at an hour of the day, on which its tags may depend. */
interface Series {
  readonly prefix: string
  readonly keys: readonly CellKey[]
}

interface Field {
  readonly key: string
  readonly type: FieldType
  /** What stands before the value of the first field of a line, and of others. */
  readonly asFirst: string
  readonly asNext: string
}

/** Where a point stands: its source from 0, and its time as whole seconds since the epoch and nanoseconds above them. */
export interface PointPlace {
  readonly source: number
  readonly seconds: number
  readonly rest: number
}

/** Writes the lines of a set, and sums up what has to be there afterwards. */
export class SetWriter {
  readonly #form: PointForm
  readonly #fields: readonly Field[]
  readonly #random: Random
  readonly #series = new Map<number, Series>()
  readonly #sum = new HashSum()
  readonly #hash = new CellHash()
  #points = 0
  #cells = 0

  constructor(form: PointForm, random: Random) {
    this.#form = form
    this.#fields = form.record.fields.map(({ key, type }) => ({ key, type, asFirst: ` ${key}=`, asNext: `,${key}=` }))
    this.#random = random
  }

  /** @param how `stays`: counts, since no later point has its series and time. */
  line(place: PointPlace, { stays }: { readonly stays: boolean }): string {
    const { source, seconds, rest } = place
    const { prefix, keys } = this.#seriesAt(source, Math.floor(seconds / 3600) % 24)
    const values = this.#form.fieldsOf(source, this.#random)
    const fields = this.#fields
    this.#hash.at(seconds, rest)
    let line = prefix
    let isFirst = true
    for (let index = 0; index < fields.length; index++) {
      const field = fields[index] as Field
      const value = values[field.key]
      if (value === undefined) continue
      line += (isFirst ? field.asFirst : field.asNext) + textOf(field.type, value)
      isFirst = false
      if (!stays) continue
      this.#hash.of(keys[index] as CellKey, value)
      this.#sum.add(this.#hash)
      this.#cells++
    }
    if (stays) this.#points++
    return `${line} ${seconds}${String(rest).padStart(9, '0')}`
  }

  expected(): Fingerprint {
    return { points: this.#points, cells: this.#cells, hash: this.#sum.hex() }
  }

  #seriesAt(source: number, hour: number): Series {
    const number = source * 24 + hour
    const known = this.#series.get(number)
    if (known !== undefined) return known
    const made = seriesOf(this.#form, this.#form.tagsOf(source, hour))
    this.#series.set(number, made)
    return made
  }
}

function seriesOf({ record }: PointForm, tagsOf: SeriesTags): Series {
  const { measurement, fields } = record
  const tags = record.tags.flatMap(({ key }) => {
    const value = tagsOf[key]
    return value === undefined ? [] : [[key, value] as const]
  })
  return {
    prefix: `${measurement}${tags.map(([key, value]) => `,${key}=${value}`).join('')}`,
    keys: fields.map(({ key, type }) => cellKey({ measurement, tags, field: key, type })),
  }
}

/** No form has a text that needs an escape. */
function textOf(type: FieldType, value: RecordValue): string {
  if (type === 'string') return `"${value}"`
  if (type === 'integer') return `${value}i`
  return type === 'unsigned' ? `${value}u` : String(value)
}
