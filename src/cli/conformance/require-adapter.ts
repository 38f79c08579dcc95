import type { WriterFactory } from '../../conformance/writer-adapter.ts'
import { UsageError } from '../../errors/index.ts'

const functions = ['open', 'write', 'flush', 'close'] as const
const expected = `an adapter with the functions ${functions.join(', ')}`

/** Makes one adapter, to see that it is one. @throws UsageError */
export function requireAdapter(operation: string, factory: WriterFactory): void {
  let made: unknown
  try {
    made = factory()
  } catch (cause) {
    const found = `an error: ${cause instanceof Error ? cause.message : String(cause)}`
    throw new UsageError({ operation, expected, found, next: 'Correct the module', cause })
  }
  if (made instanceof Promise) {
    made.catch(() => undefined)
    const next = 'Return the adapter itself, and do what takes time in open'
    throw new UsageError({ operation, expected, found: 'a promise', next })
  }
  const missing = missingOf(made)
  if (missing.length === 0) return
  const found = typeof made === 'object' && made !== null ? `none called ${missing.join(', ')}` : String(made)
  throw new UsageError({ operation, expected, found, next: 'See docs/conformance.md' })
}

function missingOf(made: unknown): readonly string[] {
  if (typeof made !== 'object' || made === null) return functions
  const given: Partial<Record<(typeof functions)[number], unknown>> = made
  return functions.filter((name) => typeof given[name] !== 'function')
}
