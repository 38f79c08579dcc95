import { expect, test } from 'vitest'
import { createDriver } from '../drive/create-driver.ts'
import { drivenEngine, numberedSet, taskOf } from '../drive/testing/drive-engine.ts'

test('a sink that drops 1 point in 1000 acknowledges all and lacks one in a thousand', async () => {
  await using engine = await drivenEngine({ kind: 'drop' })
  const driven = await createDriver('plain-http').drive(taskOf(engine.server, numberedSet(3000, 100)))
  expect(driven).toMatchObject({ acknowledged: 3000, refused: 0, unknown: 0 })
  expect(await engine.count()).toBe(2997)
})

test('a sink that drops the only point of a body acknowledges it', async () => {
  await using engine = await drivenEngine({ kind: 'drop', oneIn: 1 })
  const driven = await createDriver('plain-http').drive(taskOf(engine.server, numberedSet(3, 1)))
  expect(driven).toMatchObject({ acknowledged: 3 })
  expect(await engine.count()).toBe(0)
})

test('a sink that alters 1 value in 1000 holds all points, and one in a thousand with another value', async () => {
  await using engine = await drivenEngine({ kind: 'alter' })
  const driven = await createDriver('writer').drive(taskOf(engine.server, numberedSet(3000, 100), { gzip: true }))
  expect(driven).toMatchObject({ acknowledged: 3000, refused: 0, unknown: 0 })
  const values = await engine.values()
  expect(values).toHaveLength(3000)
  expect(values.filter((value, index) => value !== index)).toHaveLength(3)
})
