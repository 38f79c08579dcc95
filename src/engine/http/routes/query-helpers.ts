import { ApiError } from '../api-error.ts'
import { readJson } from '../body.ts'
import { type Call, pathValue } from '../call.ts'
import { goStruct } from '../json/go-shape.ts'
import type { Router } from '../router.ts'

const languageRequest = goStruct('http.langRequest', { query: 'string' })
const analyzeRequest = goStruct('http.QueryRequest', { query: 'string', type: 'string' })
const refusalOfJson = { prefix: 'invalid json: ' } as const

async function tools() {
  const [{ loadCompiler }, tree] = await Promise.all([
    import('../../flux/language/compiler.ts'),
    import('../../flux/language/go-ast.ts'),
  ])
  return { compiler: await loadCompiler(), ...tree }
}

function internalError(): ApiError {
  return new ApiError('internal error', 'An internal error has occurred - check server logs')
}

async function postAst(call: Call): Promise<Response> {
  const { query = '' } = (await readJson(call.request, languageRequest, refusalOfJson)) ?? {}
  const { compiler, packageOf, syntaxFaults } = await tools()
  const file = compiler.parse(query)
  const [fault] = syntaxFaults(file)
  if (fault) {
    const where = fault.range === undefined ? '' : `loc ${fault.range}: `
    throw new ApiError('invalid', `invalid AST: ${where}${fault.message}`)
  }
  return call.json(200, { ast: packageOf(file) })
}

async function postAnalyze(call: Call): Promise<Response> {
  const { query = '', type } = (await readJson(call.request, analyzeRequest, refusalOfJson)) ?? {}
  if (type !== 'flux') throw internalError()
  const { compiler, syntaxFaults } = await tools()
  const errors = syntaxFaults(compiler.parse(query)).map(({ line, column, message }) => ({
    line,
    column,
    character: 0,
    message,
  }))
  return call.json(200, { errors })
}

async function getSuggestion(call: Call): Promise<Response> {
  const name = pathValue(call, 'name')
  const { suggestedParameters } = await import('../../flux/language/signature.ts')
  const { compiler } = await tools()
  const signature = /^[A-Za-z_]\w*$/.test(name) ? await compiler.typeOf(name) : undefined
  const params = signature === undefined ? undefined : suggestedParameters(signature)
  if (params === undefined) throw internalError()
  return call.json(200, { name, params })
}

/** What editors ask about scripts: their tree, their faults, the parameters of a function. */
export function registerQueryHelperRoutes(router: Router): void {
  const routes = router.resource('/api/v2/query', 'older')
  routes.post('/ast', postAst)
  routes.post('/analyze', postAnalyze)
  routes.get('/suggestions/:name', getSuggestion)
}
