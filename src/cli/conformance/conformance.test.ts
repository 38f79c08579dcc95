import { execFile } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { runCli } from '../../../suites/support/run-cli.ts'
import { temporaryFolder } from '../../../suites/support/temporary-folder.ts'

const liar = `export default () => ({ open: async () => {}, write() {}, flush: async () => {}, close: async () => {} })`

test('a module that stores nothing loses points, and ends with 1', async () => {
  using folder = temporaryFolder()
  const path = folder.write('liar.mjs', liar)
  const { code, stdout } = await runCli(['conformance', '--module', path, '--only', 'truth/close-2', '--virtual'])
  expect(stdout).toMatch(/^FAILED truth\/close-2: .*\n {2}lost: /)
  expect(stdout).toMatch(/\n0 of 1 cases passed\n$/)
  expect(code).toBe(1)
})

test('the writer of this package ends with 0', async () => {
  const { code, stdout } = await runCli(['conformance', '--adapter', 'fluxproof', '--only', 'truth/close-2', '--json'])
  expect(JSON.parse(stdout)).toMatchObject({ formatVersion: 1, cases: [{ id: 'truth/close-2', findings: [] }] })
  expect(code).toBe(0)
})

for (const [what, argv] of [
  ['neither module nor adapter', ['conformance']],
  ['a module that is not there', ['conformance', '--module', '/nowhere/writer.js']],
  ['a glob that matches no case', ['conformance', '--adapter', 'fluxproof', '--only', 'nothing/*']],
  ['an unknown fault', ['proxy', '--to', 'http://localhost:1', '--fault', 'earthquake']],
  ['a fault of negative length', ['proxy', '--to', 'http://localhost:1', '--fault', '{"kind":"delay","ms":-1}']],
  ['a server that is no URL', ['proxy', '--to', 'nowhere']],
] as const) {
  test(`${what} is refused with 64`, async () => {
    const { code, stderr } = await runCli(argv)
    expect(stderr).toMatch(/^fluxproof: /)
    expect(code).toBe(64)
  })
}

const adapter = (functions: string) =>
  `export default () => ({ open: async () => {}, write() {}, flush: async () => {}, close: async () => {}, ${functions} })`

describe('a module that is no writer is refused with 64', () => {
  for (const [what, source, found] of [
    ['cannot be read', 'export default () => ({', /expected a module that can be imported/],
    ['throws when it is imported', 'throw new Error("boom")', /found boom/],
    ['exports a number', 'export default 42', /expected a function .* found number/],
    ['exports nothing', 'export const x = 1', /found undefined/],
    ['makes nothing', 'export default () => undefined', /expected an adapter .* found undefined/],
    ['makes a promise', 'export default async () => ({})', /found a promise\. Return the adapter itself/],
    ['throws instead of making one', 'export default () => { throw new Error("none") }', /found an error: none/],
    ['lacks functions', 'export default () => ({ open() {}, write() {} })', /found none called flush, close/],
    ['exports an object that lacks one', 'export default { open() {}, write() {}, flush() {} }', /none called close/],
  ] as const) {
    test(`it ${what}`, async () => {
      using folder = temporaryFolder()
      const { code, stderr } = await runCli(['conformance', '--module', folder.write('writer.mjs', source)])
      expect(stderr).toMatch(found)
      expect(stderr).toMatch(/^fluxproof: load the writer of /)
      expect(code).toBe(64)
    })
  }
})

describe('an adapter that throws fails its cases with 1', () => {
  for (const [what, functions, found] of [
    ['open throws at once', 'open() { throw new Error("no") }', /not-opened: .*open\(\) rejected: no/],
    ['flush throws at once', 'flush() { throw new Error("no") }', /flush\(\) rejected: no/],
    ['write throws', 'write() { throw new Error("no") }, flush: async () => {}', /undelivered: /],
    ['outcomes throws', 'outcomes() { throw new Error("no") }', /adapter-error: outcomes\(\) threw Error: no/],
  ] as const) {
    test(what, async () => {
      using folder = temporaryFolder()
      const path = folder.write('writer.mjs', adapter(functions))
      const { code, stdout } = await runCli(['conformance', '--module', path, '--only', 'truth/flush-and-close-2'])
      expect(stdout).toMatch(found)
      expect(code).toBe(1)
    })
  }
})

/** In a process of its own, which a module may end or fill with errors. */
function conformance(path: string): Promise<{ readonly code: unknown; readonly text: string }> {
  const main = new URL('../main.ts', import.meta.url).pathname
  return new Promise((resolve) => {
    const argv = [main, 'conformance', '--module', path, '--virtual', '--only', 'truth/flush-and-close-2']
    execFile(process.execPath, argv, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, text: stdout + stderr })
    })
  })
}

test('a module that ends the process does not pass', async () => {
  using folder = temporaryFolder()
  const { code, text } = await conformance(folder.write('w.mjs', adapter('flush: async () => process.exit(0)')))
  expect(text).toContain('the writer ended the process before its last case')
  expect(code).toBe(2)
})

test('an error that nobody caught fails a run whose cases pass', async () => {
  using folder = temporaryFolder()
  const naive = new URL('../../conformance/adapters/naive-fetch.ts', import.meta.url).href
  const source = `import { naiveFetchWriter } from '${naive}'
export default () => {
  const writer = naiveFetchWriter()
  return { ...writer, write(line) { void Promise.reject(new Error('nobody hears')); return writer.write(line) } }
}`
  const { code, text } = await conformance(folder.write('w.mjs', source))
  expect(text).toContain('1 of 1 cases passed')
  expect(text).toContain('2 errors that nobody caught, the first: Error: nobody hears')
  expect(code).toBe(1)
})

test('one adapter for all cases runs them one after the other', async () => {
  using folder = temporaryFolder()
  const naive = new URL('../../conformance/adapters/naive-fetch.ts', import.meta.url).href
  const source = `import { naiveFetchWriter } from '${naive}'\nexport default naiveFetchWriter()`
  const path = folder.write('w.mjs', source)
  const { code, stdout } = await runCli(['conformance', '--module', path, '--only', 'truth/*-2'])
  expect(stdout).toContain('2 of 2 cases passed')
  expect(code).toBe(0)
})

test('proxy prints its URL and ends with a ledger', async () => {
  using folder = temporaryFolder()
  const ledger = folder.write('ledger.jsonl', '')
  const stop = new AbortController()
  const argv = ['proxy', '--to', 'http://127.0.0.1:9', '--fault', 'lie', '--rate', '1', '--ledger', ledger]
  const answers: number[] = []
  const { code } = await runCli(argv, {
    signal: stop.signal,
    onStdout: (url) => {
      void fetch(`${url.trim()}/api/v2/write`, { method: 'POST', body: 'm v=1' })
        .then(({ status }) => answers.push(status))
        .finally(() => stop.abort())
    },
  })
  const { readFileSync } = await import('node:fs')
  const [entry] = readFileSync(ledger, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(answers).toEqual([204])
  expect(entry).toMatchObject({ method: 'POST', fault: { kind: 'lie' }, answer: 204 })
  expect(code).toBe(0)
})
