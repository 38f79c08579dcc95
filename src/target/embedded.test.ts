import { expect, test } from 'vitest'
import { embeddedTarget } from './embedded.ts'

test('starts fresh each time, proven ready', async () => {
  const target = embeddedTarget({ reason: 'test', version: '2.7.12' })
  await using one = await target.start()
  await using other = await target.start()
  expect(one).toMatchObject({ kind: 'embedded', version: '2.7.12', throwAway: true })
  expect(one.readiness).toMatchObject({ authenticated: true, canary: 'read back' })
  expect(one.token).not.toBe(other.token)
  await one.client.organizations.create('only-here')
  expect(await other.client.organizations.find('only-here')).toEqual({ state: 'absent' })
})
