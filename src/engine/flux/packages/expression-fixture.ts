import { createFluxFixture, type FluxFixtureOptions, rowsOf } from '../flux-fixture.ts'

/** For tests: the one cell that an expression makes, with these packages imported; throws what the query is refused with. */
export async function cellOfExpression(
  imports: readonly string[],
  expression: string,
  options: FluxFixtureOptions = {},
): Promise<string | undefined> {
  const lines = [...new Set(['array', ...imports])].map((path) => `import "${path}"`)
  const script = `${lines.join('\n')}\narray.from(rows: [{x: ${expression}}])`
  return rowsOf(await createFluxFixture(options).query(script))[0]?.x
}
