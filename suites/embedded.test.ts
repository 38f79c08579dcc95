import { afterAll } from 'vitest'
import { embeddedTarget } from '../src/target/embedded.ts'
import { declareSuites } from './all.ts'

const target = await embeddedTarget({ reason: 'the embedded suites' }).start()
afterAll(() => target[Symbol.asyncDispose]())
declareSuites(target)
