import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fluxproofWriter } from './adapters/fluxproof.ts'
import { naiveFetchWriter } from './adapters/naive-fetch.ts'
import { officialClientWriter } from './adapters/official-client.ts'
import { allCases } from './cases/all-cases.ts'
import { mutants } from './mutants/mutants.ts'
import { ReferenceWriter } from './mutants/reference-writer.ts'
import { createReader, type Reader } from './read-back.ts'
import { runCase, type Way } from './run-case.ts'
import type { WriterFactory } from './writer-adapter.ts'

let reader: Reader
beforeAll(async () => {
  reader = await createReader()
})
afterAll(async () => {
  await reader[Symbol.asyncDispose]()
})

async function findingsOf(id: string, writer: WriterFactory, way: Way = 'virtual') {
  const one = allCases.find((other) => other.id === id)
  if (one === undefined) throw new Error(`no case ${id}`)
  // On sockets time is real: a call that hangs is known to in less than a user would wait.
  const deadline = one.tcp ? { deadlineMs: 3000 } : {}
  const { findings, observed } = await runCase(one, { writer, reader, way, ...deadline })
  return { classes: [...new Set(findings.map((finding) => finding.class))], findings, observed }
}

test('cases have different names', () => {
  expect(new Set(allCases.map(({ id }) => id)).size).toBe(allCases.length)
  expect(allCases.length).toBeGreaterThanOrEqual(60)
})

test('the page says how many cases and wrong writers there are', () => {
  const page = readFileSync(new URL('../../docs/conformance.md', import.meta.url), 'utf8')
  expect(page).toContain(`on ${allCases.length} cases`)
  expect(page).toContain(`hold ${new Set(mutants.map(({ defect }) => defect)).size} wrong writers`)
})

describe('the reference writer passes what its mutants do not', () => {
  for (const id of new Set(mutants.map(({ shownBy }) => shownBy))) {
    test(id, async () => {
      expect((await findingsOf(id, () => new ReferenceWriter())).findings).toEqual([])
    })
  }
})

describe('the writer of this package passes', () => {
  for (const { id } of allCases) {
    test(id, async () => {
      expect((await findingsOf(id, () => fluxproofWriter({ random: () => 0.5, deadlineMs: 1500 }))).findings).toEqual(
        [],
      )
    })
  }
})

describe('mutants', () => {
  for (const { defect, class: expected, shownBy } of mutants) {
    test(`${defect} is caught by ${shownBy} as ${expected}`, async () => {
      const { classes, observed } = await findingsOf(shownBy, () => new ReferenceWriter(defect))
      expect(classes, observed.join('\n')).toContain(expected)
    })
  }
})

test('a finding about a long line is short', async () => {
  const { findings } = await findingsOf('content/large-batch', () => new ReferenceWriter('cuts-large-bodies'))
  expect(findings.length).toBeGreaterThan(0)
  expect(Math.max(...findings.map(({ text }) => text.length))).toBeLessThan(1000)
})

describe('a naive writer', () => {
  for (const [id, expected] of [
    ['truth/flush-and-close-999', []],
    ['fault/reset-before-body', ['undelivered']],
    ['answer/401-flush-and-close', []],
  ] as const) {
    test(`${id}: ${expected.join(', ') || 'passes'}`, async () => {
      expect((await findingsOf(id, naiveFetchWriter)).classes).toEqual(expected)
    })
  }
})

describe('the official client over sockets', () => {
  for (const [id, expected] of [
    ['truth/flush-and-close-999', []],
    ['truth/flush-and-close-1000', ['premature']],
    ['answer/401-close', []],
    ['answer/500-at-1000', ['lost']],
    ['fault/disk-full', ['undelivered']],
  ] as const) {
    test(`${id}: ${expected.join(', ') || 'passes'}`, async () => {
      const { classes, observed } = await findingsOf(id, officialClientWriter, 'sockets')
      expect(classes, observed.join('\n')).toEqual(expected)
    })
  }
})
