import type { Bucket, Contract, Field, Measurement, Tag } from '../model.ts'
import type { Path } from '../position.ts'

/** A measurement with the bucket it is in and its path in the file. */
export interface MeasurementSubject {
  readonly bucket: Bucket
  readonly measurement: Measurement
  readonly path: Path
}

export function measurementsOf(contract: Contract): MeasurementSubject[] {
  return contract.buckets.flatMap((bucket) =>
    bucket.measurements.map((measurement) => ({
      bucket,
      measurement,
      path: ['buckets', bucket.key, 'measurements', measurement.key],
    })),
  )
}

/** A tag with its path and the keys that name it in a check id. */
export interface TagSubject extends MeasurementSubject {
  readonly tag: Tag
  readonly subject: readonly string[]
}

export function tagsOf(contract: Contract): TagSubject[] {
  return measurementsOf(contract).flatMap((owner) =>
    owner.measurement.tags.map((tag) => ({
      ...owner,
      tag,
      path: [...owner.path, 'tags', tag.key],
      subject: [owner.bucket.key, owner.measurement.key, 'tag', tag.key],
    })),
  )
}

/** Anything with a name of the author's choice that the server stores. */
export interface NameSubject {
  readonly what: 'measurement' | 'tag' | 'field'
  readonly name: string
  readonly path: Path
  readonly subject: readonly string[]
}

export function namesOf(contract: Contract): NameSubject[] {
  return measurementsOf(contract).flatMap(({ bucket, measurement, path }): NameSubject[] => {
    const subject = [bucket.key, measurement.key]
    const keys = (what: 'tag' | 'field', list: readonly (Tag | Field)[]) =>
      list.map(({ key }) => ({ what, name: key, path: [...path, `${what}s`, key], subject: [...subject, what, key] }))
    return [
      { what: 'measurement', name: measurement.key, path, subject },
      ...keys('tag', measurement.tags),
      ...keys('field', measurement.fields),
    ]
  })
}
