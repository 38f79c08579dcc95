import { expect, test, vi } from 'vitest'
import { loadCompiler } from './compiler.ts'

test('keeps the log of the language server off the console', async () => {
  const log = vi.spyOn(console, 'log')
  await loadCompiler()
  expect(log).not.toHaveBeenCalled()
  log.mockRestore()
})

test('says where types do not fit', async () => {
  const compiler = await loadCompiler()
  expect(await compiler.diagnose('x = 1 + "a"')).toEqual([
    { message: 'expected int but found string', range: '1:9-1:12' },
  ])
  expect(await compiler.diagnose('x = 1')).toEqual([])
})

test('answers many scripts asked at once, each for itself', async () => {
  const compiler = await loadCompiler()
  const scripts = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? `a = ${i}` : `a = nope${i}`))
  const answers = await Promise.all(scripts.map((script) => compiler.diagnose(script)))
  expect(answers.map((one) => one.map(({ message }) => message))).toEqual(
    scripts.map((_, i) => (i % 2 === 0 ? [] : [`undefined identifier nope${i}`])),
  )
})
