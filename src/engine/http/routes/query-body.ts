import type { Annotation, Dialect } from '../../flux/csv/dialect.ts'
import type { File } from '../../flux/language/ast.ts'
import { parseRfc3339 } from '../../rfc3339.ts'
import { ApiError } from '../api-error.ts'
import { decodeGoJson, isJsonError, JsonValueError } from '../json/go-decode.ts'
import { type Decoded, goArray, goStruct } from '../json/go-shape.ts'

/** What a query asks. */
export interface QueryBody {
  readonly query?: string
  readonly ast?: File
  readonly extern?: File
  /** RFC 3339; undefined: the server's time. */
  readonly now?: string
  readonly dialect: Dialect
}

const queryRequest = goStruct('http.QueryRequest', {
  type: 'string',
  query: 'string',
  extern: 'any',
  ast: 'any',
  dialect: goStruct('http.QueryDialect', {
    header: 'bool',
    delimiter: 'string',
    commentPrefix: 'string',
    dateTimeFormat: 'string',
    annotations: goArray('[]string', 'string'),
  }),
  now: 'string',
  params: 'any',
})

type Request = Decoded<typeof queryRequest>

function refuse(message: string): ApiError {
  return new ApiError('invalid', `failed to decode request body: ${message}`)
}

function isAnnotation(text: string): text is Annotation {
  return text === 'group' || text === 'datatype' || text === 'default'
}

function checkNow(now: string | undefined): void {
  if (now === undefined || parseRfc3339(now) !== undefined) return
  const quoted = JSON.stringify(now)
  throw new JsonValueError(`parsing time ${quoted} as "2006-01-02T15:04:05Z07:00": cannot parse ${quoted} as "2006"`)
}

function decode(text: string): Request {
  try {
    const request = decodeGoJson(text, queryRequest) ?? {}
    checkNow(request.now)
    return request
  } catch (error) {
    if (!isJsonError(error)) throw error
    throw refuse(
      `failed parsing request body as JSON; if sending a raw Flux script, set 'Content-Type: application/vnd.flux' in your request headers: ${error.message}`,
    )
  }
}

function dialectOf({ dialect = {} }: Request): Dialect {
  const { header = true, delimiter = ',', commentPrefix = '#', dateTimeFormat = 'RFC3339', annotations = [] } = dialect
  if ([...commentPrefix].length > 1) throw refuse('invalid dialect comment prefix: must be length 0 or 1')
  if (Buffer.byteLength(delimiter || ',') !== 1) throw refuse('invalid dialect delimeter: must be length 1')
  const unknown = annotations.find((one) => !isAnnotation(one))
  if (unknown !== undefined) throw refuse(`unknown dialect annotation type: ${unknown}`)
  if (!['', 'RFC3339', 'RFC3339Nano'].includes(dateTimeFormat)) {
    throw refuse(`unknown dialect date time format: ${dateTimeFormat}`)
  }
  return { header, delimiter: delimiter || ',', commentPrefix, annotations: annotations.filter(isAnnotation) }
}

/** Length of what the server writes before an extern when it makes a package of it; error columns count it. */
const packagePrefix = 44

function fileOf(value: unknown, what: 'extern' | 'ast'): File | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'object' && !Array.isArray(value)) return value as File
  const text = JSON.stringify(value)
  const kind =
    typeof value === 'string' ? `string ${text}` : Array.isArray(value) ? 'sequence' : `${typeof value} \`${text}\``
  throw new ApiError(
    'invalid',
    `compilation failed: ${what} json parse error: invalid type: ${kind}, expected struct File at line 1 column ${packagePrefix + text.length}`,
  )
}

/** Reads the body of a query: a script by its content type, else JSON. Throws `invalid` in the server's words. */
export function readQueryBody(bytes: Buffer, contentType: string): QueryBody {
  const isScript = contentType.split(';')[0]?.trim().toLowerCase() === 'application/vnd.flux'
  const request: Request = isScript ? { query: scriptOf(bytes) } : decode(bytes.toString('utf8'))
  if (!request.query && request.ast === undefined) throw refuse('request body requires either query or AST')
  if (request.type && request.type !== 'flux') throw refuse(`unknown query type: ${request.type}`)
  const dialect = dialectOf(request)
  const ast = fileOf(request.ast, 'ast')
  const extern = fileOf(request.extern, 'extern')
  return {
    dialect,
    ...(request.query ? { query: request.query } : {}),
    ...(ast === undefined ? {} : { ast }),
    ...(extern === undefined ? {} : { extern }),
    ...(request.now === undefined ? {} : { now: request.now }),
  }
}

function scriptOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    const valid = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    const at = Buffer.byteLength(valid.slice(0, valid.indexOf('\uFFFD')))
    throw new ApiError(
      'invalid',
      `compilation failed: error @0:0-0:0: flux source: invalid utf-8 sequence of 1 bytes from index ${at}`,
    )
  }
}
