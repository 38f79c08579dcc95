import { ApiError } from '../http/api-error.ts'
import { InfluxqlError, type InfluxqlHost, type ResultSeries, type StatementResult } from './host.ts'
import { parseInfluxql } from './parse.ts'
import { runRemove } from './remove.ts'
import { runSelect } from './select.ts'
import { runShow } from './show.ts'
import type { Statement } from './syntax.ts'
import { InfluxqlSyntaxError } from './tokens.ts'

/** Undefined: the statement answers with no result at all (DELETE, DROP MEASUREMENT). */
function runStatement(host: InfluxqlHost, statement: Statement, database: string): ResultSeries[] | undefined {
  switch (statement.kind) {
    case 'select':
      return runSelect(host, statement, database)
    case 'show':
      return runShow(host, statement, database)
    case 'refused':
      throw new InfluxqlError(`not implemented: ${statement.name}`)
    default:
      runRemove(host, statement, database)
      return undefined
  }
}

/**
 * Carries out a query of one or several statements; a statement that fails ends the run with its error in its result.
 * Throws an ApiError (400) where the text is no InfluxQL. The source is InfluxDB 2.8's /query.
 */
export function runInfluxql(host: InfluxqlHost, query: string, database: string): StatementResult[] {
  let statements: Statement[]
  try {
    statements = parseInfluxql(query)
  } catch (error) {
    if (!(error instanceof InfluxqlSyntaxError) && !(error instanceof SyntaxError)) throw error
    throw new ApiError('invalid', `failed to parse query: ${error.message}`)
  }
  const results: StatementResult[] = []
  for (const [statementId, statement] of statements.entries()) {
    try {
      const series = runStatement(host, statement, database)
      if (series !== undefined) results.push({ statementId, series })
    } catch (error) {
      if (!(error instanceof InfluxqlError)) throw error
      results.push({ statementId, error: error.message })
      break
    }
  }
  return results
}
