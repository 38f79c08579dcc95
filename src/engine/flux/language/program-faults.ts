import type { File } from './ast.ts'
import type { Diagnostic } from './compiler.ts'
import { FluxError, formatLocation } from './flux-error.ts'

/** Throws "compilation failed: …" with every fault of syntax in the tree. */
export function refuseSyntaxErrors(file: File): void {
  const faults: string[] = []
  collect(file, faults)
  if (faults.length > 0) throw new FluxError(`compilation failed: ${faults.join('\n\n')}`)
}

function collect(node: unknown, faults: string[]): void {
  if (Array.isArray(node)) {
    for (const one of node) collect(one, faults)
    return
  }
  if (typeof node !== 'object' || node === null) return
  const { type, text, errors, location } = node as Partial<Omit<File, 'type'>> & { type?: string; text?: string }
  if (type === 'BadStatement' && location !== undefined) {
    faults.push(`error @${formatLocation(location)}: invalid statement: ${text}`)
  }
  if (errors !== undefined && location !== undefined) {
    for (const { msg } of errors) faults.push(`error @${formatLocation(location)}: ${msg}`)
  }
  for (const [key, value] of Object.entries(node)) {
    if (key !== 'location' && key !== 'errors') collect(value, faults)
  }
}

/** Throws what the type checker says, as a server joins it. */
export function refuseDiagnostics(diagnostics: readonly Diagnostic[]): void {
  if (diagnostics.length === 0) return
  throw new FluxError(diagnostics.map(({ range, message }) => `error @${range}: ${message}`).join('\n\n'))
}
