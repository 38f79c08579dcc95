import { expect, test } from 'vitest'
import { createIo } from '../io.ts'
import { createProgress } from './progress.ts'

function shown({
  isTTY,
  env = {},
  quiet = false,
}: {
  isTTY: boolean
  env?: Record<string, string>
  quiet?: boolean
}): string {
  let written = ''
  const sink = {
    write(text: string) {
      written += text
    },
    isTTY,
  }
  const io = createIo({ stdout: sink, stderr: sink, env, signal: new AbortController().signal })
  const progress = createProgress({ io, jobs: 2, quiet })
  progress.step('one', 'apply')
  progress.step('two', 'verify')
  progress.clear()
  return written
}

test('progress is one line on a terminal that is written over', () => {
  expect(shown({ isTTY: true })).toBe(
    '[1/2] one: building what the contract declares\r\u001b[2K[2/2] two: checking\r\u001b[2K',
  )
})

const silent = [{ isTTY: false }, { isTTY: true, env: { CI: 'true' } }, { isTTY: true, quiet: true }]
for (const options of silent) {
  test(`progress is silent for ${JSON.stringify(options)}`, () => expect(shown(options)).toBe(''))
}
