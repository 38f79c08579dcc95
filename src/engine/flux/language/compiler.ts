import { createRequire } from 'node:module'
import type { File } from './ast.ts'

/** One statement of the compiler about a script. Lines and columns from 1. */
export interface Diagnostic {
  readonly message: string
  readonly range: string
}

interface Wasm {
  parse(script: string): File
  format_from_js_file(file: unknown): string
  Lsp: new () => { onMessage(handler: (text: string) => void): void; send(text: string): Promise<unknown>; run(): void }
}

/** The official Flux compiler, compiled to WebAssembly: parser, formatter and type checker. */
export interface Compiler {
  /** Never fails: faults of syntax are `errors` in the tree. */
  parse(script: string): File
  format(file: File): string
  /** What the type checker says about the script, in its order; empty: it is a valid program. */
  diagnose(script: string): Promise<readonly Diagnostic[]>
  /** The type of a name of `universe`, as the compiler writes it; undefined: no such name. */
  typeOf(name: string): Promise<string | undefined>
}

let loading: Promise<Compiler> | undefined

/** Loads the compiler on first use (about 50 ms), one for the process. */
export function loadCompiler(): Promise<Compiler> {
  loading ??= load()
  return loading
}

const cacheLimit = 200

async function load(): Promise<Compiler> {
  const wasm = createRequire(import.meta.url)('@influxdata/flux-lsp-node') as Wasm
  const lsp = await quietly(() => startServer(wasm))
  const trees = new Map<string, File>()
  const diagnoses = new Map<string, Promise<readonly Diagnostic[]>>()
  return {
    parse: (script) => remember(trees, script, () => wasm.parse(script)),
    format: (file) => wasm.format_from_js_file(file),
    diagnose: (script) => remember(diagnoses, script, () => lsp.diagnose(script)),
    typeOf: (name) => lsp.typeOf(name),
  }
}

function remember<V>(cache: Map<string, V>, key: string, make: () => V): V {
  const known = cache.get(key)
  if (known !== undefined) return known
  const made = make()
  if (cache.size >= cacheLimit) cache.delete(cache.keys().next().value ?? '')
  cache.set(key, made)
  return made
}

/** The language server logs "language server initialized" on the console: stdout belongs to the caller. */
async function quietly<T>(run: () => Promise<T>): Promise<T> {
  const { log, info } = console
  console.log = () => {}
  console.info = () => {}
  try {
    return await run()
  } finally {
    console.log = log
    console.info = info
  }
}

interface RawDiagnostic {
  readonly message: string
  readonly severity?: number
  readonly range: Record<'start' | 'end', { line: number; character: number }>
}

async function startServer(wasm: Wasm) {
  const lsp = new wasm.Lsp()
  const published = new Map<string, readonly RawDiagnostic[]>()
  lsp.onMessage((text) => {
    const message = JSON.parse(text) as { method?: string; params?: { uri: string; diagnostics: RawDiagnostic[] } }
    if (message.method !== 'textDocument/publishDiagnostics' || message.params === undefined) return
    published.set(message.params.uri, message.params.diagnostics)
  })
  lsp.run()
  const send = (message: object) => lsp.send(JSON.stringify({ jsonrpc: '2.0', ...message }))
  await send({ id: 1, method: 'initialize', params: { capabilities: {} } })
  await send({ method: 'initialized', params: {} })
  let ordinal = 0
  // One document at a time: the server shares a package between open documents of one folder.
  let queue: Promise<unknown> = Promise.resolve()

  async function check(text: string): Promise<readonly Diagnostic[]> {
    const uri = `file:///${ordinal}/${ordinal}.flux`
    ordinal += 1
    const textDocument = { uri, languageId: 'flux', version: 1, text }
    await send({ method: 'textDocument/didOpen', params: { textDocument } })
    await send({ method: 'textDocument/didClose', params: { textDocument: { uri } } })
    const found = published.get(uri) ?? []
    published.clear()
    return found.filter((one) => (one.severity ?? 1) === 1).map(readable)
  }

  async function hover(name: string): Promise<string | undefined> {
    const uri = `file:///${ordinal}/${ordinal}.flux`
    ordinal += 1
    const textDocument = { uri, languageId: 'flux', version: 1, text: `x = ${name}\n` }
    await send({ method: 'textDocument/didOpen', params: { textDocument } })
    const params = { textDocument: { uri }, position: { line: 0, character: 4 } }
    const answer = await send({ id: 2, method: 'textDocument/hover', params })
    await send({ method: 'textDocument/didClose', params: { textDocument: { uri } } })
    const found = published.get(uri) ?? []
    published.clear()
    if (found.length > 0) return undefined
    return (JSON.parse(String(answer)) as { result?: { contents?: string } | null }).result?.contents
  }

  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = queue.then(run)
    queue = turn.catch(() => undefined)
    return turn
  }

  return {
    diagnose: (text: string) => inTurn(() => check(text)),
    typeOf: (name: string) => inTurn(() => hover(name)),
  }
}

function readable({ message, range: { start, end } }: RawDiagnostic): Diagnostic {
  return {
    message,
    range: `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`,
  }
}
