import { createRequire } from 'node:module'

interface LanguageServer {
  onMessage(handler: (text: string) => void): void
  send(text: string): Promise<unknown>
  run(): void
}

/** What the Flux compiler says of its own packages. */
export interface FluxNames {
  /** The import paths it knows. */
  packages(): Promise<string[]>
  /** The functions and constants of a package, those for its own use (`_x`) left out. */
  members(path: string): Promise<string[]>
  /** Whether a package has a member: its type checker finds constants that completion does not list. */
  has(path: string, member: string): Promise<boolean>
}

interface Completion {
  readonly label: string
}

interface Diagnostics {
  readonly method?: string
  readonly params?: { readonly diagnostics: readonly { readonly message: string }[] }
}

/** Starts the compiler's language server. */
export async function fluxNames(): Promise<FluxNames> {
  const { Lsp } = createRequire(import.meta.url)('@influxdata/flux-lsp-node') as { Lsp: new () => LanguageServer }
  const server = new Lsp()
  let faults: readonly string[] = []
  server.onMessage((text) => {
    const { method, params } = JSON.parse(text) as Diagnostics
    if (method === 'textDocument/publishDiagnostics') faults = params?.diagnostics.map(({ message }) => message) ?? []
  })
  server.run()
  const send = async (message: object) => server.send(JSON.stringify({ jsonrpc: '2.0', ...message }))
  await send({ id: 0, method: 'initialize', params: { capabilities: {} } })
  await send({ method: 'initialized', params: {} })
  let ordinal = 0

  async function inDocument<T>(text: string, ask: (uri: string) => Promise<T>): Promise<T> {
    ordinal += 1
    const uri = `file:///${ordinal}/${ordinal}.flux`
    faults = []
    await send({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri, languageId: 'flux', version: 1, text } },
    })
    const answer = await ask(uri)
    await send({ method: 'textDocument/didClose', params: { textDocument: { uri } } })
    return answer
  }

  function complete(text: string, position: { line: number; character: number }): Promise<Completion[]> {
    return inDocument(text, async (uri) => {
      const params = { textDocument: { uri }, position, context: { triggerKind: 2, triggerCharacter: '.' } }
      const answer = await send({ id: 1, method: 'textDocument/completion', params })
      return (JSON.parse(String(answer)) as { result?: { items?: Completion[] } }).result?.items ?? []
    })
  }

  return {
    async packages() {
      const found = await complete('import "\n', { line: 0, character: 8 })
      return found.map(({ label }) => JSON.parse(label) as string)
    },
    async members(path) {
      const found = await complete(`import x "${path}"\ny = x.\n`, { line: 1, character: 6 })
      // Constants stand as `pi (math)`.
      return found.map(({ label }) => label.replace(/ \(.*\)$/, '')).filter((name) => !name.startsWith('_'))
    },
    has: (path, member) =>
      inDocument(`import x "${path}"\ny = x.${member}\n`, async () =>
        faults.every((fault) => !/missing label/.test(fault)),
      ),
  }
}
