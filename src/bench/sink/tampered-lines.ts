import { gunzipSync } from 'node:zlib'
import type { Transport } from '../../client/transport.ts'
import { linesOf } from '../../fault/lines.ts'
import { decode } from '../../line-protocol/decode.ts'
import { encodePoint } from '../../line-protocol/encode.ts'
import type { FieldValue } from '../../line-protocol/types.ts'

/** What happens to one line in so many: it is left out, or its first field gets another value. */
export interface Tampering {
  readonly kind: 'drop' | 'alter'
  readonly oneIn: number
}

/** A server that tampers with what it stores and answers as if it had not: the first line in `oneIn` of all that arrive, and so on. */
export function tamperedLines(upstream: Transport, { kind, oneIn }: Tampering): Transport {
  let seen = 0
  const isHit = () => seen++ % oneIn === 0
  return async (request) => {
    if (!new URL(request.url).pathname.endsWith('/api/v2/write')) return upstream(request)
    const lines = linesOf(await textOf(request))
    const kept = lines.flatMap((line) => (isHit() ? (kind === 'drop' ? [] : [altered(line)]) : [line]))
    if (kept.length === 0) return new Response(null, { status: 204 })
    const headers = new Headers(request.headers)
    headers.delete('content-encoding')
    headers.delete('content-length')
    return upstream(new Request(request.url, { method: 'POST', headers, body: kept.join('\n') }))
  }
}

async function textOf(request: Request): Promise<string> {
  const bytes = new Uint8Array(await request.arrayBuffer())
  return new TextDecoder().decode(request.headers.get('content-encoding') === 'gzip' ? gunzipSync(bytes) : bytes)
}

function altered(line: string): string {
  const [point] = decode(line).points
  const [first, ...others] = point?.fields ?? []
  if (point === undefined || first === undefined)
    throw new RangeError(`tamper with lines: expected a point, found ${line}`)
  const encoded = encodePoint({ ...point, fields: [[first[0], otherThan(first[1])], ...others] })
  if (!encoded.ok) throw new RangeError(`tamper with lines: expected ${line} to have a line with another value`)
  return encoded.line
}

function otherThan(field: FieldValue): FieldValue {
  switch (field.type) {
    case 'float':
      return { type: 'float', value: field.value === 0 ? 1 : -field.value }
    case 'integer':
    case 'unsigned':
      return { type: field.type, value: field.value ^ 1n }
    case 'string':
      return { type: 'string', value: `${field.value}~` }
    case 'boolean':
      return { type: 'boolean', value: !field.value }
  }
}
