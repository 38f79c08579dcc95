import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { evaluators } from '../src/observe/evaluate/table.ts'
import { type DocSession, openDocSession } from '../suites/support/doc-session.ts'
import { pathsIn, type Snippet, snippetsOf } from '../suites/support/doc-snippets.ts'

const root = join(import.meta.dirname, '..')
const pages = ['README.md', ...globSync('docs/*.md', { cwd: root })].toSorted()
/** Pages that a test of their own beside them reads, and the one that is a list of names. */
const isReadElsewhere = (page: string) =>
  page === 'docs/flux.md' || existsSync(join(root, page.replace(/\.md$/, '.test.ts')))

for (const page of pages) {
  const markdown = readFileSync(join(root, page), 'utf8')

  test(`every path that ${page} names is there`, () => {
    const missing = pathsIn(markdown).filter((path) => {
      const file = path.startsWith('/') ? join(root, path) : join(root, dirname(page), path)
      return !existsSync(file)
    })
    expect(missing).toEqual([])
  })

  const snippets = isReadElsewhere(page) ? [] : snippetsOf(markdown)
  if (snippets.length > 0) describe(`snippets of ${page}`, () => runSnippets(snippets))
}

test('README.md says how many kinds of check are refuted', () => {
  const kinds = Object.keys(evaluators).length
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(`${kinds} of ${kinds} kinds refuted`)
})

/** One test for each, in their order, as a reader would follow them. */
function runSnippets(snippets: readonly Snippet[]): void {
  let session: DocSession | undefined
  let said = ''
  let contract: { readonly name: string; readonly text: string } | undefined
  beforeAll(() => {
    session = openDocSession()
  })
  afterAll(() => session?.[Symbol.asyncDispose]())

  for (const { language, name, text, line } of snippets) {
    test(`line ${line}: ${name ?? text.trim().split('\n', 1)[0]}`, async () => {
      if (session === undefined) throw new Error('the session has not begun')
      if (language === 'sh') said = await session.shell(text)
      else if (language === 'text') expectSaid(said, text)
      else if (language === 'ts') expectPrinted(await session.module(name ?? 'snippet.ts', text), text)
      else if (language === 'yaml') await readYaml(session, { name, text })
      else throw new Error(`no test can run ${language}`)
    })
  }

  async function readYaml(on: DocSession, { name, text }: Pick<Snippet, 'text'> & { name: string | undefined }) {
    if (name !== undefined) {
      contract = { name, text }
      on.contract(name, text)
      return
    }
    const commands = runSteps(parse(text)).filter((command) => command.startsWith('npx fluxproof'))
    if (commands.length > 0) await on.shell(commands.join('\n'))
    else if (contract !== undefined) on.contract(`with-fragment-${contract.name}`, contract.text + text)
    else throw new Error('a fragment of no contract')
  }
}

/** What the page shows as output begins lines of what was printed. */
function expectSaid(said: string, shown: string): void {
  const lines = said.split('\n').map((line) => line.trim())
  for (const line of shown.split('\n').map((one) => one.trim())) {
    expect(
      lines.some((one) => one.startsWith(line)),
      `${line}\nis not in\n${said}`,
    ).toBe(true)
  }
}

/** `console.log(…) // 204` prints 204. */
function expectPrinted(printed: string, text: string): void {
  const expected = [...text.matchAll(/^console\.log\(.*\) \/\/ (.*)$/gm)].map(([, value]) => value)
  if (expected.length > 0) expect(printed.trim().split('\n')).toEqual(expected)
}

/** The `run` steps of a workflow, wherever they are. */
function runSteps(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'run' && typeof value === 'string' ? [value] : runSteps(value),
  )
}
