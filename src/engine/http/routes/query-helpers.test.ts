import { describe, expect, test } from 'vitest'
import { startTestEngine } from '../../testing/test-engine.ts'

const internal = { code: 'internal error', message: 'An internal error has occurred - check server logs' }

describe('query helpers', () => {
  test('give the tree of a script, the type of every node said', async () => {
    const { call } = await startTestEngine()
    const { status, json } = await call('POST', '/api/v2/query/ast', { body: { query: 'x = 1' } })
    const end = { line: 1, column: 6 }
    const start = { line: 1, column: 1 }
    const assignment = {
      type: 'VariableAssignment',
      location: { start, end, source: 'x = 1' },
      id: { type: 'Identifier', location: { start, end: { line: 1, column: 2 }, source: 'x' }, name: 'x' },
      init: { type: 'IntegerLiteral', location: { start: { line: 1, column: 5 }, end, source: '1' }, value: '1' },
    }
    expect(status).toBe(200)
    expect(json).toEqual({
      ast: {
        type: 'Package',
        package: 'main',
        files: [
          {
            type: 'File',
            location: { start, end, source: 'x = 1' },
            metadata: 'parser-type=rust',
            package: null,
            imports: null,
            body: [assignment],
          },
        ],
      },
    })
  })

  const refusals: readonly (readonly [path: string, body: unknown, status: number, json: unknown])[] = [
    [
      'ast',
      { query: 'from(bucket: "b"' },
      400,
      { code: 'invalid', message: 'invalid AST: loc 1:1-1:17: expected RPAREN, got EOF' },
    ],
    [
      'ast',
      'nope',
      400,
      { code: 'invalid', message: "invalid json: invalid character 'o' in literal null (expecting 'u')" },
    ],
    ['analyze', { query: 'x = 1' }, 500, internal],
    ['analyze', { query: 'x', type: 'flux' }, 200, { errors: [] }],
    [
      'analyze',
      { query: 'f(a: 1', type: 'flux' },
      200,
      { errors: [{ line: 1, column: 1, character: 0, message: 'expected RPAREN, got EOF' }] },
    ],
  ]
  for (const [path, body, status, json] of refusals) {
    test(`answer ${JSON.stringify(body)} to ${path}`, async () => {
      const { call } = await startTestEngine()
      const answer = await call('POST', `/api/v2/query/${path}`, { body })
      expect([answer.status, answer.json]).toEqual([status, json])
    })
  }

  test('suggest the parameters of a function, and fail for what is none', async () => {
    const { call } = await startTestEngine()
    expect((await call('GET', '/api/v2/query/suggestions/mean')).json).toEqual({
      name: 'mean',
      params: { column: 'string', tables: 'stream' },
    })
    for (const name of ['nothing', 'x%20y']) {
      const answer = await call('GET', `/api/v2/query/suggestions/${name}`)
      expect([answer.status, answer.json]).toEqual([500, internal])
    }
  })
})
