import { ApiError } from '../http/api-error.ts'
import { type Dialect, defaultDialect } from './csv/dialect.ts'
import { createCsvWriter } from './csv/result-writer.ts'
import type { FluxHost } from './host.ts'
import { createRuntime } from './interpreter/query-runtime.ts'
import { runScript } from './interpreter/run-script.ts'
import type { File } from './language/ast.ts'
import { type Compiler, loadCompiler } from './language/compiler.ts'
import { FluxError, NotImplemented } from './language/flux-error.ts'
import { refuseDiagnostics, refuseSyntaxErrors } from './language/program-faults.ts'
import { loadPackagesOf } from './packages/registry.ts'
import { resultsOf } from './results.ts'

export interface FluxRequest {
  /** The script; or its tree in `ast`. */
  readonly query?: string
  readonly ast?: File
  /** A file whose statements stand before the script's. */
  readonly extern?: File
  readonly host: FluxHost
  readonly dialect?: Dialect
}

export interface FluxAnswer {
  readonly status: 200
  readonly contentType: 'text/csv; charset=utf-8'
  readonly body: string
}

/**
 * Runs a Flux script and writes its results as annotated CSV. Throws an ApiError with the server's words when the
 * answer has not begun; an error after the first table stands in the body.
 */
export async function runFlux(request: FluxRequest): Promise<FluxAnswer> {
  const writer = createCsvWriter(request.dialect ?? defaultDialect)
  try {
    const compiler = await loadCompiler()
    const files = await compile(request, compiler)
    const runtime = createRuntime(request.host, compiler.parse)
    runScript(files, runtime)
    for (const { name, tables } of resultsOf(runtime.sideEffects, runtime)) {
      writer.begin(name)
      for (const table of tables) writer.table(table)
      writer.end()
    }
  } catch (error) {
    if (!(error instanceof FluxError)) throw error
    if (!writer.written || error.code === 'not implemented') throw new ApiError(error.code, error.message)
    writer.error(error.message)
  }
  return { status: 200, contentType: 'text/csv; charset=utf-8', body: writer.text() }
}

async function compile({ query, ast, extern }: FluxRequest, compiler: Compiler): Promise<File[]> {
  const main = ast ?? compiler.parse(query ?? '')
  refuseSyntaxErrors(main)
  const text = [...(extern === undefined ? [] : [compiler.format(extern)]), query ?? compiler.format(main)].join('\n')
  refuseDiagnostics(await compiler.diagnose(text))
  const files = [...(extern === undefined ? [] : [extern]), main]
  const lacking = await loadPackagesOf(files)
  if (lacking !== undefined) throw new NotImplemented(`package "${lacking}"`)
  return files
}
