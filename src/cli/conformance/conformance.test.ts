import { expect, test } from 'vitest'
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
