import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { UsageError } from '../errors/index.ts'
import { loadContract, requireContract } from './load-contract.ts'
import { contractText } from './testing/contract-text.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'contract-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

test('reads Flux files beside the contract', () => {
  write('sum.flux', 'from(bucket: "{{raw}}")')
  const path = write(
    'good.yaml',
    contractText({ top: 'tasks: { t: { every: 1h, from: raw, to: raw, flux: sum.flux } }' }),
  )
  expect(loadContract(path, { env: {} }).contract?.tasks[0]?.work).toEqual({
    kind: 'flux',
    path: 'sum.flux',
    text: 'from(bucket: "{{raw}}")',
  })
})

test('a file that is missing is a problem', () => {
  const path = join(folder, 'none.yaml')
  expect(loadContract(path, { env: {} }).problems).toMatchObject([
    { file: path, line: 1, found: `${path}: no such file` },
  ])
})

test('a file far too large for a contract is a problem, and is not read', () => {
  const path = join(folder, 'events.jsonl')
  writeFileSync(path, '{"event_type":"state_changed"}\n'.repeat(150_000))
  const { contract, problems } = loadContract(path, { env: {} })
  expect(contract).toBeUndefined()
  expect(problems?.[0]?.found).toBe(`${path}: 4650000 bytes, more than the 4194304 that are read`)
})

test('a folder is a problem', () => {
  expect(loadContract(folder, { env: {} }).problems).toMatchObject([{ found: `${folder}: a folder` }])
})

test('a Flux file is named as the contract names it', () => {
  const path = write(
    'lost.yaml',
    contractText({ top: 'tasks: { t: { every: 1h, from: raw, to: raw, flux: lost.flux } }' }),
  )
  expect(loadContract(path, { env: {} }).problems).toMatchObject([{ found: 'lost.flux: no such file' }])
})

test('a required contract that is not valid is wrong usage, every problem on a line of its own', () => {
  const path = write('bad.yaml', 'contract: 1\nname: x\nbukets: {}\n')
  const attempt = () => requireContract(path, { env: {} })
  expect(attempt).toThrow(UsageError)
  expect(attempt).toThrow(`${path}:3:1: bukets: expected one of the keys`)
  expect(attempt).toThrow('Did you mean "buckets"?')
  expect(attempt).toThrow(expect.objectContaining({ exitCode: 64 }))
})
