import { afterAll, describe } from 'vitest'
import { embeddedTarget } from '../src/target/embedded.ts'
import { refutationSuite } from './refutation.suite.ts'

const target = await embeddedTarget({ reason: 'the embedded suites' }).start()
afterAll(() => target[Symbol.asyncDispose]())
describe(`${target.kind} ${target.version}`, () => {
  refutationSuite(target)
})
