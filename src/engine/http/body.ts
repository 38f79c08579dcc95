import { gunzipSync } from 'node:zlib'
import { ApiError } from './api-error.ts'
import { decodeGoValue, isJsonError, JsonValueError } from './json/go-decode.ts'
import type { Decoded, GoShape } from './json/go-shape.ts'
import type { JsonExtent } from './json/go-syntax.ts'

/** The body as it came. */
export async function readBytes(request: Request): Promise<Buffer> {
  return Buffer.from(await request.arrayBuffer())
}

/** The body as text: UTF-8, bytes that are none replaced. */
export async function readText(request: Request): Promise<string> {
  return (await readBytes(request)).toString('utf8')
}

/** How a handler words a body that it cannot decode. */
export interface JsonRefusal {
  /** Put before Go's text. Default: "failed to unmarshal json: ". */
  readonly prefix?: string
  /** Default `invalid`. Some handlers of the server forget to say so, and answer `internal error`. */
  readonly code?: 'invalid' | 'internal error'
  readonly extent?: JsonExtent
}

async function decodeBody(request: Request, shape: GoShape, refusal: JsonRefusal = {}): Promise<unknown> {
  const text = await readText(request)
  try {
    return decodeGoValue(text, shape, { extent: refusal.extent ?? 'stream' })
  } catch (error) {
    if (!isJsonError(error)) throw error
    // A value that its own type refused, such as an id, says `invalid` itself.
    const code = error instanceof JsonValueError ? 'invalid' : (refusal.code ?? 'invalid')
    throw new ApiError(code, `${refusal.prefix ?? 'failed to unmarshal json: '}${error.message}`)
  }
}

/**
 * Decodes a JSON body as the server does, whatever its Content-Type. An absent or null value gives undefined fields.
 * Throws ApiError in the words of the handler.
 */
export const readJson: <const S extends GoShape>(
  request: Request,
  shape: S,
  refusal?: JsonRefusal,
) => Promise<Decoded<S> | undefined> = decodeBody as never

/** Content-Encoding values that announce gzip; the server compares them as they are, capitals included. */
export function announcesGzip(headers: Headers): boolean {
  const encoding = headers.get('content-encoding')
  return encoding === 'gzip' || encoding === 'x-gzip'
}

/** True when bytes start as a gzip stream does: a header shorter than that is none. */
export function hasGzipHeader(bytes: Buffer): boolean {
  return bytes.length >= 10 && bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8
}

/** Uncompresses a body that has a gzip header. Throws ApiError with the server's words for damaged content. */
export function gunzip(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'Z_BUF_ERROR') throw new ApiError('internal error', 'unable to read data: unexpected EOF')
    const isChecksum = error instanceof Error && /incorrect (?:data|length) check/.test(error.message)
    if (isChecksum) throw new ApiError('invalid', 'unable to read data: gzip: invalid checksum')
    throw new ApiError('internal error', 'unable to read data: flate: corrupt input before offset 0')
  }
}
