import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fluxproofWriter } from '../../conformance/adapters/fluxproof.ts'
import { naiveFetchWriter } from '../../conformance/adapters/naive-fetch.ts'
import { officialClientWriter } from '../../conformance/adapters/official-client.ts'
import type { WriterAdapter, WriterFactory } from '../../conformance/writer-adapter.ts'
import { UsageError } from '../../errors/index.ts'
import type { ConformanceFlags } from '../commands/conformance.ts'
import { requireAdapter } from './require-adapter.ts'

const known = {
  fluxproof: () => fluxproofWriter(),
  'official-client': officialClientWriter,
  'naive-fetch': naiveFetchWriter,
} as const

/** A writer to try. */
export interface LoadedWriter {
  readonly factory: WriterFactory
  /** The module exports one adapter instead of a way to make them: its cases cannot run side by side. */
  readonly isOne: boolean
}

/** The writer that the options name. @throws UsageError when they name none or two, or the module makes no adapter. */
export async function loadWriter({ module: path, adapter }: ConformanceFlags): Promise<LoadedWriter> {
  if ((path === undefined) === (adapter === undefined)) {
    const found = path === undefined ? 'neither' : 'both'
    throw new UsageError({
      operation: 'choose a writer',
      expected: '--module or --adapter',
      found,
      next: 'Give one of them',
    })
  }
  return adapter === undefined ? loadModule(path ?? '') : { factory: known[adapter], isOne: false }
}

async function loadModule(path: string): Promise<LoadedWriter> {
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
    const factory = () => make as WriterAdapter
    requireAdapter(operation, factory)
    return { factory, isOne: true }
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
  const factory = () => (isClass ? new (make as new () => WriterAdapter)() : (make as WriterFactory)())
  requireAdapter(operation, factory)
  return { factory, isOne: false }
}
