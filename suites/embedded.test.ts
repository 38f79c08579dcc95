import { afterAll } from 'vitest'
import { defaultEngineVersion, engineVersions } from '../src/engine/version.ts'
import { embeddedTarget } from '../src/target/embedded.ts'
import { declareSuites, topicSuites } from './all.ts'

/** Every suite on the default version; on the others what is about the server, not about the checks. */
for (const version of engineVersions) {
  const target = await embeddedTarget({ reason: 'the embedded suites', version }).start()
  afterAll(() => target[Symbol.asyncDispose]())
  if (version === defaultEngineVersion) declareSuites(target)
  else declareSuites(target, topicSuites)
}
