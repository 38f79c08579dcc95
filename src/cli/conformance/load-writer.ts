import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fluxproofWriter } from '../../conformance/adapters/fluxproof.ts'
import { naiveFetchWriter } from '../../conformance/adapters/naive-fetch.ts'
import { officialClientWriter } from '../../conformance/adapters/official-client.ts'
import type { WriterAdapter, WriterFactory } from '../../conformance/writer-adapter.ts'
import { UsageError } from '../../errors/index.ts'
import type { ConformanceFlags } from '../commands/conformance.ts'

const known = {
  fluxproof: () => fluxproofWriter(),
  'official-client': officialClientWriter,
  'naive-fetch': naiveFetchWriter,
} as const

/** The writer that the options name. @throws UsageError when they name none or two, or the module makes no adapter. */
export async function loadWriter({ module: path, adapter }: ConformanceFlags): Promise<WriterFactory> {
  if ((path === undefined) === (adapter === undefined)) {
    const found = path === undefined ? 'neither' : 'both'
    throw new UsageError({
      operation: 'choose a writer',
      expected: '--module or --adapter',
      found,
      next: 'Give one of them',
    })
  }
  return adapter === undefined ? loadModule(path ?? '') : known[adapter]
}

async function loadModule(path: string): Promise<WriterFactory> {
  const operation = `load the writer of ${path}`
  let loaded: { default?: unknown; createAdapter?: unknown }
  try {
    loaded = (await import(pathToFileURL(resolve(path)).href)) as typeof loaded
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause)
    throw new UsageError({
      operation,
      expected: 'a module that can be imported',
      found,
      next: 'Correct the path or the module',
      cause,
    })
  }
  const make = loaded.createAdapter ?? loaded.default
  if (typeof make === 'object' && make !== null && 'open' in make) {
    const shared = make as WriterAdapter
    return () => shared
  }
  if (typeof make !== 'function') {
    throw new UsageError({
      operation,
      expected: 'a function as default export or createAdapter',
      found: typeof make,
      next: 'Export a function that makes an adapter',
    })
  }
  const isClass = /^class\b/.test(Function.prototype.toString.call(make))
  return () => (isClass ? new (make as new () => WriterAdapter)() : (make as WriterFactory)())
}
