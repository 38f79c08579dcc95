import { readFile } from 'node:fs/promises'
import { UsageError } from '../../errors/index.ts'
import type { BenchResult } from './bench-result.ts'
import { resultSchema } from './result-schema.ts'

/** Reads a file that `fluxproof bench run --json` wrote. @throws UsageError for a file that is not there, or is no such result. */
export async function readResult(path: string): Promise<BenchResult> {
  const operation = `read the benchmark result ${path}`
  const expected = 'a file that `fluxproof bench run --json=<path>` wrote'
  let value: unknown
  try {
    value = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause)
    throw new UsageError({ operation, expected, found, cause })
  }
  const parsed = resultSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const place = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`
  throw new UsageError({ operation, expected, found: `${issue?.message ?? 'another file'}${place}` })
}
