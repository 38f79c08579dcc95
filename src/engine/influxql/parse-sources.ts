import type { Cursor } from './cursor.ts'
import type { Source } from './syntax.ts'

/** Reads what stands behind FROM: `m`, `"db"."rp"."m"`, `db..m`, `/regex/`, several parted by commas. */
export function parseSources(cursor: Cursor): Source[] {
  const sources: Source[] = []
  do sources.push(parseSource(cursor))
  while (cursor.acceptOperator(','))
  return sources
}

function parseSource(cursor: Cursor): Source {
  const names: string[] = []
  for (;;) {
    const token = cursor.peek()
    if (token.kind === 'regex') {
      cursor.next()
      return place(names, new RegExp(token.text))
    }
    names.push(token.text === '.' ? '' : cursor.expectIdentifier())
    if (!cursor.acceptOperator('.')) break
  }
  return place(names.slice(0, -1), names.at(-1) ?? '')
}

function place(before: readonly string[], measurement: string | RegExp): Source {
  const policy = before.at(-1)
  const database = before.at(-2)
  return {
    measurement,
    ...(policy ? { policy } : {}),
    ...(database ? { database } : {}),
  }
}
