import { parseId } from '../ids.ts'
import { ApiError } from './api-error.ts'

/** What a list was asked to show. */
export interface Page {
  readonly limit: number
  readonly offset: number
  readonly descending: boolean
  /** Id after which the page starts. */
  readonly after?: string
  readonly sortBy?: string
}

const goTrue = ['1', 't', 'T', 'true', 'TRUE', 'True']
const goFalse = ['0', 'f', 'F', 'false', 'FALSE', 'False']

function integer(text: string, name: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw new ApiError('invalid', `${name} is invalid`)
  return Number(text)
}

/** Reads limit (1 to 100, default 20), offset, after, sortBy and descending; empty ones count as absent. */
export function pageOf(query: URLSearchParams): Page {
  const offset = query.get('offset')
  const after = query.get('after')
  const limitText = query.get('limit')
  const sortBy = query.get('sortBy')
  const descending = query.get('descending')
  const page = {
    offset: offset ? integer(offset, 'offset') : 0,
    ...(after ? { after: afterId(after) } : {}),
    limit: limitText ? integer(limitText, 'limit') : 20,
  }
  if (page.limit < 1 || page.limit > 100) throw new ApiError('invalid', 'limit must be between 1 and 100')
  if (descending && !goTrue.includes(descending) && !goFalse.includes(descending)) {
    throw new ApiError('invalid', 'descending is invalid')
  }
  return { ...page, ...(sortBy ? { sortBy } : {}), descending: descending !== null && goTrue.includes(descending) }
}

function afterId(text: string): string {
  try {
    return parseId(text)
  } catch (error) {
    throw new ApiError('invalid', `decoding after: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** The rows of a page: those after `after` (none when it is not among them), offset skipped, at most limit. */
export function cutPage<T extends { readonly id: string }>(rows: readonly T[], page: Page): T[] {
  const ordered = page.descending ? rows.toReversed() : [...rows]
  const at = page.after === undefined ? -1 : ordered.findIndex((row) => row.id === page.after)
  if (page.after !== undefined && at < 0) return []
  const start = at + 1 + Math.max(page.offset, 0)
  return ordered.slice(start, start + page.limit)
}

/**
 * Links to this, the previous and the next page. Parameters stand in alphabetical order, as Go writes them.
 * A next page is named when this one is full, a previous one when the offset is above 0.
 */
export function pageLinks(
  path: string,
  page: Page,
  options: { filter: Readonly<Record<string, string | undefined>>; count: number },
): { prev?: string; self: string; next?: string } {
  const link = (offset: number): string => {
    const values: Record<string, string | undefined> = {
      ...options.filter,
      after: page.after,
      descending: String(page.descending),
      limit: String(page.limit),
      offset: String(offset),
      sortBy: page.sortBy,
    }
    const parts = Object.keys(values)
      .sort()
      .flatMap((name) => (values[name] === undefined ? [] : [`${goQueryEscape(name)}=${goQueryEscape(values[name])}`]))
    return `${path}?${parts.join('&')}`
  }
  return {
    ...(page.offset > 0 ? { prev: link(Math.max(page.offset - page.limit, 0)) } : {}),
    self: link(page.offset),
    ...(options.count >= page.limit ? { next: link(page.offset + page.limit) } : {}),
  }
}

/** url.QueryEscape of Go: everything but letters, digits and -_.~ is escaped, a space is +. */
export function goQueryEscape(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')
}
