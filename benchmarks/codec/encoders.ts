import { Point as OfficialPoint } from '@influxdata/influxdb-client'
import { ByteWriter, encodeInto, type FieldType, type FieldValue, type Point } from '../../src/line-protocol.ts'
import { compileEncoder } from '../../src/schema/compiled-encoder.ts'
import type { EncodableRecord, RecordShape } from '../../src/schema/record-issues.ts'

/** From records to the bytes of a request body. */
export type BatchEncoder = (records: readonly EncodableRecord[]) => Uint8Array

/** What a user of the official client writes; the time is text, because as a number it would lose its last digits. */
export function officialEncoder({ measurement, tags, fields }: RecordShape): BatchEncoder {
  return (records) => {
    const lines: string[] = []
    for (const record of records) {
      const point = new OfficialPoint(measurement)
      for (const { key } of tags) point.tag(key, record.tags[key] ?? '')
      for (const { key, type } of fields) {
        const value = record.fields[key]
        if (type === 'float') point.floatField(key, value)
        else if (type === 'integer') point.intField(key, value)
        else if (type === 'boolean') point.booleanField(key, value)
        else point.stringField(key, value)
      }
      point.timestamp(String(record.time))
      const line = point.toLineProtocol()
      if (line !== undefined) lines.push(line)
    }
    return Buffer.from(`${lines.join('\n')}\n`, 'utf8')
  }
}

/** `encodeInto`, with the building of its points. */
export function genericEncoder({ measurement, tags, fields }: RecordShape): BatchEncoder {
  const fieldValue = (type: FieldType, value: unknown) =>
    ({ type, value: type === 'integer' ? BigInt(Number(value)) : value }) as FieldValue
  const build = (record: EncodableRecord): Point => ({
    measurement,
    tags: tags.map(({ key }) => [key, record.tags[key] ?? ''] as const),
    fields: fields.map(({ key, type }) => [key, fieldValue(type, record.fields[key])] as const),
    ...(record.time === undefined ? {} : { time: record.time }),
  })
  const writer = new ByteWriter()
  return (records) => {
    writer.truncate(0)
    encodeInto(writer, records.values().map(build))
    return writer.view().slice()
  }
}

/** An encoder compiled from the declaration. */
export function compiledEncoder(shape: RecordShape): BatchEncoder {
  const encoder = compileEncoder(shape)
  const writer = new ByteWriter()
  return (records) => {
    writer.truncate(0)
    for (const record of records) encoder.write(record, writer)
    return writer.view().slice()
  }
}
