import { allCases } from './cases/all-cases.ts'
import type { ConformanceCase } from './conformance-case.ts'
import { createReader } from './read-back.ts'
import { type CaseResult, runCase, type Way } from './run-case.ts'
import type { WriterFactory } from './writer-adapter.ts'

export interface ConformanceOptions {
  /** Default `sockets`, which every writer knows. */
  readonly way?: Way
  /** Default: all. */
  readonly cases?: readonly ConformanceCase[]
  /** Cases that run at the same time, each with a server of its own. Default 4 on sockets, 1 in virtual time. */
  readonly lanes?: number
  /** Called after each case, in order of its end. */
  readonly onCase?: (result: CaseResult) => void
  readonly signal?: AbortSignal
}

/** Runs the conformance kit on a writer; results in the order of the cases. */
export async function runConformance(
  writer: WriterFactory,
  options: ConformanceOptions = {},
): Promise<readonly CaseResult[]> {
  const { way = 'sockets', cases = allCases, onCase, signal } = options
  const { lanes = way === 'virtual' ? 1 : 4 } = options
  const results: CaseResult[] = []
  const queue = [...cases.entries()]
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      await using reader = await createReader()
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        signal?.throwIfAborted()
        const [index, one] = next
        const result = await runCase(one, { writer, reader, way })
        results[index] = result
        onCase?.(result)
      }
    }),
  )
  return results
}
