import { afterAll, describe } from 'vitest'
import { engineVersions } from '../src/engine/version.ts'
import { embeddedTarget } from '../src/target/embedded.ts'
import { modelSuite } from './model.suite.ts'

for (const version of engineVersions) {
  const target = await embeddedTarget({ reason: 'the model', version }).start()
  describe(`embedded ${version}`, () => {
    afterAll(() => target[Symbol.asyncDispose]())
    modelSuite(target, { runs: 60 })
  })
}
