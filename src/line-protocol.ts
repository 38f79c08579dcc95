/** Line protocol of InfluxDB 2.x: pure, no I/O. */
export { ByteWriter } from './line-protocol/bytes/byte-writer.ts'
export { type DecodeSink, decode, decodeInto } from './line-protocol/decode.ts'
export type { Decoded, DecodedPoint, DecodeError, DecodeOptions } from './line-protocol/decode-result.ts'
export {
  type Encoded,
  type EncodedPoint,
  type EncodeOptions,
  encode,
  encodeInto,
  encodePoint,
  pointIssues,
} from './line-protocol/encode.ts'
export { type EncodeIssue, type EncodeRule, encodeRules } from './line-protocol/encode-rules.ts'
export { type Series, seriesOf } from './line-protocol/series.ts'
export { bytesOfText, textOfBytes } from './line-protocol/text.ts'
export type { FieldType, FieldValue, Point, Precision } from './line-protocol/types.ts'
