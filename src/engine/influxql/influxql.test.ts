import { describe, expect, test } from 'vitest'
import { startTestEngine, type TestEngine, testStartNs } from '../testing/test-engine.ts'

const minuteNs = 60_000_000_000n

async function filled(): Promise<TestEngine> {
  const lab = await startTestEngine()
  const at = (minute: bigint) => testStartNs - 10n * minuteNs + minute * minuteNs
  const lines = [
    `cpu,host=a,region=eu usage=1.5,idle=90i ${at(0n)}`,
    `cpu,host=b,region=us usage=2.5,idle=80i ${at(1n)}`,
    `cpu,host=a,region=eu usage=4.5,idle=70i ${at(4n)}`,
    `mem,host=a used=9007199254740993i,label="x, \\"y\\"" ${at(0n)}`,
  ]
  const { status } = await lab.call('POST', '/api/v2/write?org=o&bucket=b', { body: lines.join('\n') })
  expect(status).toBe(204)
  return lab
}

const ask = (lab: TestEngine, q: string, more: Record<string, string> = {}) =>
  lab.call('GET', `/query?${new URLSearchParams({ db: 'b', q, ...more })}`)

interface Answer {
  readonly results: readonly {
    readonly series?: readonly { name?: string; tags?: object; columns: string[]; values: unknown[][] }[]
    readonly error?: string
  }[]
}

/** The rows of the first statement, one list a series. */
async function rowsOf(lab: TestEngine, q: string): Promise<unknown[][][]> {
  const { json } = await ask(lab, q, { epoch: 's' })
  return (json as Answer).results[0]?.series?.map(({ values }) => values) ?? []
}

const start = Number(testStartNs / 1_000_000_000n) - 600

describe('SELECT', () => {
  const cases: readonly [query: string, rows: unknown[][][]][] = [
    [
      'SELECT usage FROM cpu',
      [
        [
          [start, 1.5],
          [start + 60, 2.5],
          [start + 240, 4.5],
        ],
      ],
    ],
    ['SELECT usage FROM cpu LIMIT 1 OFFSET 1', [[[start + 60, 2.5]]]],
    ['SELECT usage FROM cpu ORDER BY time DESC LIMIT 1', [[[start + 240, 4.5]]]],
    ["SELECT usage, host FROM cpu WHERE host = 'b'", [[[start + 60, 2.5, 'b']]]],
    ['SELECT usage FROM cpu WHERE host =~ /^a$/ AND usage > 2', [[[start + 240, 4.5]]]],
    [
      "SELECT usage FROM cpu WHERE host = 'b' OR idle < 75",
      [
        [
          [start + 60, 2.5],
          [start + 240, 4.5],
        ],
      ],
    ],
    ["SELECT usage * 2 + 1 AS more FROM cpu WHERE region::tag = 'us'", [[[start + 60, 6]]]],
    ['SELECT mean(usage) FROM cpu', [[[0, 17 / 6]]]],
    ['SELECT max(usage) FROM cpu', [[[start + 240, 4.5]]]],
    ['SELECT count(usage), sum(idle) FROM cpu', [[[0, 3, 240]]]],
    ['SELECT spread(idle), median(usage), first(usage), last(usage) FROM cpu', [[[0, 20, 2.5, 1.5, 4.5]]]],
    ['SELECT percentile(usage, 50) FROM cpu', [[[start + 60, 2.5]]]],
    ['SELECT mean(usage) FROM cpu GROUP BY host', [[[0, 3]], [[0, 2.5]]]],
    [
      'SELECT difference(usage) FROM cpu',
      [
        [
          [start + 60, 1],
          [start + 240, 2],
        ],
      ],
    ],
    [
      'SELECT cumulative_sum(idle) FROM cpu',
      [
        [
          [start, 90],
          [start + 60, 170],
          [start + 240, 240],
        ],
      ],
    ],
    [
      'SELECT derivative(usage, 1m) FROM cpu',
      [
        [
          [start + 60, 1],
          [start + 240, 2 / 3],
        ],
      ],
    ],
    [
      'SELECT usage FROM /c.*/ WHERE time < now() - 8m',
      [
        [
          [start, 1.5],
          [start + 60, 2.5],
        ],
      ],
    ],
    ['SELECT nothing FROM cpu', []],
    ['SELECT usage FROM absent', []],
  ]
  for (const [query, rows] of cases.filter(([text]) => !text.includes('(cpu)'))) {
    test(query, async () => expect(await rowsOf(await filled(), query)).toEqual(rows))
  }

  test('empty windows are null, counts of nothing 0, and FILL fills', async () => {
    const lab = await filled()
    const within = `WHERE time >= ${start}s AND time < ${start + 300}s GROUP BY time(1m)`
    const columnOf = async (q: string) => (await rowsOf(lab, q))[0]?.map((row) => row[1])
    expect(await columnOf(`SELECT mean(usage) FROM cpu ${within}`)).toEqual([1.5, 2.5, null, null, 4.5])
    expect(await columnOf(`SELECT count(usage) FROM cpu ${within}`)).toEqual([1, 1, 0, 0, 1])
    expect(await columnOf(`SELECT mean(usage) FROM cpu ${within} FILL(none)`)).toEqual([1.5, 2.5, 4.5])
    expect(await columnOf(`SELECT mean(usage) FROM cpu ${within} FILL(previous)`)).toEqual([1.5, 2.5, 2.5, 2.5, 4.5])
    expect(await columnOf(`SELECT mean(usage) FROM cpu ${within} FILL(-1)`)).toEqual([1.5, 2.5, -1, -1, 4.5])
    const linear = await columnOf(`SELECT mean(usage) FROM cpu ${within} FILL(linear)`)
    expect(linear?.[2]).toBeCloseTo(2.5 + 2 / 3, 12)
  })

  test('integers past 2^53 are exact in JSON', async () => {
    const { text } = await ask(await filled(), 'SELECT used FROM mem')
    expect(text).toContain('9007199254740993')
  })

  test('CSV quotes what needs it and gives times as numbers', async () => {
    const lab = await filled()
    const { text, headers } = await lab.call(
      'GET',
      `/query?${new URLSearchParams({ db: 'b', q: 'SELECT label FROM mem' })}`,
      {
        headers: { accept: 'application/csv' },
      },
    )
    expect(headers.get('content-type')).toBe('application/csv')
    expect(text).toBe(`name,tags,time,label\nmem,,${testStartNs - 10n * minuteNs},"x, ""y"""\n`)
  })
})

describe('SHOW', () => {
  const cases: readonly [query: string, rows: unknown[][][]][] = [
    ['SHOW MEASUREMENTS', [[['cpu'], ['mem']]]],
    ['SHOW MEASUREMENTS WITH MEASUREMENT =~ /^m/', [[['mem']]]],
    ["SHOW MEASUREMENTS WHERE region = 'us'", [[['cpu']]]],
    ['SHOW TAG KEYS FROM cpu', [[['host'], ['region']]]],
    [
      'SHOW TAG VALUES WITH KEY IN (host, region)',
      [
        [
          ['host', 'a'],
          ['host', 'b'],
          ['region', 'eu'],
          ['region', 'us'],
        ],
        [['host', 'a']],
      ],
    ],
    [
      'SHOW FIELD KEYS FROM mem',
      [
        [
          ['label', 'string'],
          ['used', 'integer'],
        ],
      ],
    ],
    ["SHOW SERIES WHERE host = 'b'", [[['cpu,host=b,region=us']]]],
    ['SHOW SERIES CARDINALITY', [[[3]]]],
    ['SHOW MEASUREMENT CARDINALITY', [[[2]]]],
  ]
  for (const [query, rows] of cases) {
    test(query, async () => expect(await rowsOf(await filled(), query)).toEqual(rows))
  }
})

describe('refusals', () => {
  const cases: readonly [query: string, error: string | RegExp][] = [
    ['SELECT nosuch(usage) FROM cpu', 'undefined function nosuch()'],
    ['CREATE USER ann', 'not implemented: CREATE USER'],
    ['SHOW MEASUREMENTS ON elsewhere', 'database not found: elsewhere'],
    ['SELECT usage FROM b.nopolicy.cpu', 'retention policy not found: nopolicy'],
  ]
  for (const [query, error] of cases) {
    test(`${query} is an error of its statement`, async () => {
      const { status, json } = await ask(await filled(), query)
      expect(status).toBe(200)
      expect((json as Answer).results[0]?.error).toBe(error)
    })
  }

  test('text that is no InfluxQL is refused whole, with the place', async () => {
    const { status, json } = await ask(await filled(), 'SELECT usage FORM cpu')
    expect(status).toBe(400)
    expect(json).toEqual({
      code: 'invalid',
      message: expect.stringMatching(/^failed to parse query: found FORM, expected FROM at line 1, char 14$/),
    })
  })

  test('a statement after one that failed is not run', async () => {
    const lab = await filled()
    const { json } = await ask(lab, 'SELECT nosuch(usage) FROM cpu; DROP MEASUREMENT mem')
    expect((json as Answer).results).toHaveLength(1)
    expect(await rowsOf(lab, 'SELECT used FROM mem')).toHaveLength(1)
  })
})

test('DELETE removes what its condition names', async () => {
  const lab = await filled()
  await ask(lab, `DELETE FROM cpu WHERE host = 'a' AND time > ${start}s`)
  expect(await rowsOf(lab, 'SELECT usage FROM cpu')).toEqual([
    [
      [start, 1.5],
      [start + 60, 2.5],
    ],
  ])
})
