import { describe, expect, test } from 'vitest'
import { cutPage, goQueryEscape, pageLinks, pageOf } from './paging.ts'

const rows = ['a', 'b', 'c', 'd'].map((id) => ({ id: `000000000000000${id}` }))

function refused(query: string): string {
  try {
    pageOf(new URLSearchParams(query))
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return 'accepted'
}

function page(query: string): string {
  return cutPage(rows, pageOf(new URLSearchParams(query)))
    .map(({ id }) => id.slice(-1))
    .join('')
}

describe('a page', () => {
  const refusals = {
    'limit=0': 'limit must be between 1 and 100',
    'limit=101': 'limit must be between 1 and 100',
    'limit=ten': 'limit is invalid',
    'offset=x': 'offset is invalid',
    'descending=perhaps': 'descending is invalid',
    'after=bad': 'decoding after: id must have a length of 16 bytes',
  }
  for (const [query, message] of Object.entries(refusals)) {
    test(`refuses ${query}`, () => expect(refused(query)).toBe(message))
  }

  const cuts = {
    '': 'abcd',
    'limit=': 'abcd',
    'limit=2': 'ab',
    'offset=3': 'd',
    'offset=9': '',
    'offset=-1': 'abcd',
    'descending=true&limit=2': 'dc',
    'after=000000000000000b': 'cd',
    'after=000000000000000b&descending=true': 'a',
    'after=000000000000aa01': '',
  }
  for (const [query, expected] of Object.entries(cuts)) {
    test(`shows "${expected}" for ${query || 'no parameters'}`, () => expect(page(query)).toBe(expected))
  }

  test('links to its neighbours, parameters in order of their names', () => {
    const links = pageLinks('/api/v2/buckets', pageOf(new URLSearchParams('limit=2&offset=1')), {
      filter: { org: 'two words', bucket: undefined },
      count: 2,
    })
    expect(links).toEqual({
      prev: '/api/v2/buckets?descending=false&limit=2&offset=0&org=two+words',
      self: '/api/v2/buckets?descending=false&limit=2&offset=1&org=two+words',
      next: '/api/v2/buckets?descending=false&limit=2&offset=3&org=two+words',
    })
  })

  test('escapes as Go does', () => {
    expect(goQueryEscape("a/b it's 100%~")).toBe('a%2Fb+it%27s+100%25~')
  })
})
