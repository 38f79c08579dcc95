import { deepStrictEqual, notStrictEqual, ok, strictEqual } from 'node:assert/strict'
import { decode } from '../decode.ts'
import { encode, encodePoint } from '../encode.ts'
import { type EncodeRule, encodeRules } from '../encode-rules.ts'
import { encodeName, type NamePart } from '../encoded-name.ts'
import { seriesOf } from '../series.ts'
import { lineEnd } from '../server/line-end.ts'
import { readPoint } from '../server/point.ts'
import { isRefusal } from '../server/refusal.ts'
import { binaryOf, bytesOfText, textOfBytes } from '../text.ts'
import type { Point, Precision } from '../types.ts'

/** A point without what decoding adds to it. */
function bare({ measurement, tags, fields, time }: Point): Point {
  return time === undefined ? { measurement, tags, fields } : { measurement, tags, fields, time }
}

/** What the encoder writes, server and strict mode read back as the same point; it is visible to queries and spoils no other line. */
export function decodesWhatItEncodes([point, precision]: readonly [Point, Precision]): void {
  const encoded = encodePoint(point, { precision })
  if (!encoded.ok) {
    ok(encoded.issues.length > 0, 'a point that is not encoded has an issue')
    for (const { rule } of encoded.issues) ok(rule in encodeRules, `${rule} is a known rule`)
    return
  }
  const sentinel: Point = { measurement: 'sentinel', tags: [], fields: [['f', { type: 'string', value: 'after' }]] }
  const body = `${encoded.line}\nsentinel f="after"\n${encoded.line}`
  for (const mode of ['server', 'strict'] as const) {
    const { points, errors } = decode(body, { precision, mode })
    deepStrictEqual(errors, [])
    deepStrictEqual(points.map(bare), [bare(point), sentinel, bare(point)])
    strictEqual(points[0]?.series.hidden, false)
    deepStrictEqual(points[0]?.series, seriesOf(point))
  }
}

/** Text that the encoder wrote is written the same after it was read. */
export function encodesWhatItDecodes([points, precision]: readonly [readonly Point[], Precision]): void {
  const { text } = encode(points, { precision })
  const decoded = decode(text, { precision, mode: 'strict' })
  deepStrictEqual(decoded.errors, [])
  deepStrictEqual(encode(decoded.points, { precision }), { text, issues: [] })
}

/** Whatever strict mode accepts, the encoder writes, and it is read as the same points. */
export function strictPointsAreWritable([text, precision]: readonly [string, Precision]): void {
  const first = decode(text, { precision, mode: 'strict' }).points
  const written = encode(first, { precision })
  deepStrictEqual(written.issues, [])
  deepStrictEqual(decode(written.text, { precision, mode: 'strict' }).points.map(bare), first.map(bare))
}

/** Whatever strict mode accepts of a body that the server accepts, the server reads the same. */
export function strictReadsAsTheServer([text, precision]: readonly [string, Precision]): void {
  const server = decode(text, { precision })
  const strict = decode(text, { precision, mode: 'strict' })
  if (strict.errors.length === 0) deepStrictEqual(strict, server)
  if (server.errors.length > 0) ok(strict.errors.length > 0, 'strict mode refuses what the server refuses')
}

/** Two names are written alike only where they are the same. */
export function escapeIsInjective([part, ...names]: readonly [NamePart, string, string]): void {
  const [first, second] = names.map((name) => encodeName(part, name))
  if (first?.rule !== undefined || second?.rule !== undefined || names[0] === names[1]) return
  notStrictEqual(first?.escaped, second?.escaped)
}

/** The order of tags makes no other series. */
export function seriesIgnoresTagOrder([point, reordered]: readonly [Point, Point['tags']]): void {
  strictEqual(seriesOf({ ...point, tags: reordered }).key, seriesOf(point).key)
  deepStrictEqual(seriesOf({ ...point, tags: reordered }).tags, seriesOf(point).tags)
}

/** Different measurements or tag sets are different series. */
export function seriesKeysAreInjective([first, second]: readonly [Point, Point]): void {
  if (!encodePoint(first).ok || !encodePoint(second).ok) return
  const identity = ({ measurement, tags }: Point) =>
    JSON.stringify([measurement, Object.entries(Object.fromEntries(tags)).sort()])
  strictEqual(seriesOf(first).key === seriesOf(second).key, identity(first) === identity(second))
}

/** The fast reader of plain lines and the exact reader never disagree. */
export function fastReaderAgreesWithExactReader([text, precision]: readonly [string, Precision]): void {
  const body = bytesOfText(text)
  const exact: Point[] = []
  for (let start = 0; start < body.length; ) {
    const end = lineEnd(body, start)
    const line = binaryOf(body, start, end)
      .replace(/^[ \t\0]+/, '')
      .replace(/\n$/, '')
    const read = line === '' || line.startsWith('#') ? undefined : readPoint(line, precision)
    if (read !== undefined && !isRefusal(read)) exact.push(read)
    start = end + 1
  }
  const decoded = decode(body, { precision }).points
  deepStrictEqual(
    decoded.map(({ line: _, ...point }) => point),
    exact,
  )
}

/** Every line is a point, an error, a comment or blank, and is counted once. */
export function nothingVanishes(lines: readonly string[]): void {
  const { points, errors } = decode(lines.join('\n'))
  const spoken = lines.filter((line) => !/^[ \t\0]*(?:#|$)/.test(line))
  strictEqual(points.length + errors.length, spoken.length)
}

/** Any bytes have a text of their own, and come back from it. */
export function textKeepsBytes(bytes: Uint8Array): void {
  deepStrictEqual(Uint8Array.from(bytesOfText(textOfBytes(bytes))), Uint8Array.from(bytes))
}

/** A rule that the encoder names is broken: the point written by hand is refused, lost or misread by the server's reader. */
export function ruleIsNeeded(
  rule: EncodeRule,
  { point, line, precision }: { point: Point; line: string; precision: Precision },
): void {
  const encoded = encodePoint(point, { precision })
  ok(!encoded.ok, 'the encoder refuses the point')
  ok(
    encoded.issues.some((issue) => issue.rule === rule),
    `the encoder names ${rule}`,
  )
  const { points, errors } = decode(line, { precision })
  const survives = errors.length === 0 && points.length === 1 && points[0]?.series.hidden === false
  if (encodeRules[rule].effect === 'refused') ok(errors.length > 0, 'the server refuses the line')
  else if (survives)
    notStrictEqual(JSON.stringify(bare(points[0] as Point), bigintText), JSON.stringify(bare(point), bigintText))
}

function bigintText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}` : value
}
