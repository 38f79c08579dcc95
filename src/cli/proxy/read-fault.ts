import { UsageError } from '../../errors/index.ts'
import { exampleFaults, type Fault, type FaultKind } from '../../fault/fault.ts'

const kinds = Object.keys(exampleFaults) as readonly FaultKind[]

/** A fault by its kind, or as JSON with a kind and what differs from its usual size. @throws UsageError */
export function readFault(text: string): Fault {
  const given = text.startsWith('{') ? parse(text) : { kind: text }
  const kind = kinds.find((one) => one === given.kind)
  if (kind === undefined) {
    const found = typeof given.kind === 'string' ? given.kind : 'no kind'
    throw new UsageError({
      operation: 'read a fault',
      expected: `one of ${kinds.join(', ')}`,
      found,
      next: 'Correct --fault',
    })
  }
  const usual: Readonly<Record<string, unknown>> = exampleFaults[kind]
  for (const [key, value] of Object.entries(given)) {
    const wrong = typeof usual[key] === 'number' && key !== 'retryAfter' && !(typeof value === 'number' && value >= 0)
    if (wrong)
      throw new UsageError({
        operation: `read a fault: ${key} of ${kind}`,
        expected: 'a number from 0',
        found: JSON.stringify(value),
        next: 'Correct --fault',
      })
  }
  return { ...usual, ...given } as unknown as Fault
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>
  } catch {
    throw new UsageError({ operation: 'read a fault', expected: 'JSON', found: text, next: 'Correct --fault' })
  }
}
