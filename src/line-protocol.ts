/** Line protocol of InfluxDB 2.x: pure, no I/O. */
export {
  type Decoded,
  type DecodedPoint,
  type DecodeError,
  type DecodeOptions,
  decode,
} from './line-protocol/decode.ts'
export type { Series } from './line-protocol/series.ts'
export { bytesOfText, textOfBytes } from './line-protocol/text.ts'
export type { FieldType, FieldValue, Point, Precision } from './line-protocol/types.ts'
