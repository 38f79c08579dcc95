import { afterAll, beforeAll, expect, test } from 'vitest'
import { ReferenceWriter } from './mutants/reference-writer.ts'
import { createReader, type Reader } from './read-back.ts'
import { runTorture } from './torture-run.ts'

let reader: Reader
beforeAll(async () => {
  reader = await createReader()
})
afterAll(async () => {
  await reader[Symbol.asyncDispose]()
})

test('200 seeded runs lose no acknowledged point and put no older value over a newer one', async () => {
  const wrong = []
  for (let seed = 1; seed <= 200; seed++) {
    const { findings, observed } = await runTorture(seed, { reader })
    if (findings.length > 0) wrong.push({ seed, findings, observed })
  }
  expect(wrong).toEqual([])
})

test('a seed gives the same ledger again', async () => {
  const [one, again] = [await runTorture(11, { reader }), await runTorture(11, { reader })]
  expect(again.ledger).toEqual(one.ledger)
  expect(again.observed).toEqual(one.observed)
})

test('a writer that drops on a reset does not survive', async () => {
  const classes = new Set<string>()
  for (let seed = 1; seed <= 20; seed++) {
    const { findings } = await runTorture(seed, { reader, writer: () => new ReferenceWriter('drops-on-reset') })
    for (const finding of findings) classes.add(finding.class)
  }
  expect(classes).toContain('lost')
})
