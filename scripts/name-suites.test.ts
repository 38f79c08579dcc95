import { expect, test } from 'vitest'
import { nameSuites } from './name-suites.ts'

test('suites on a target get its kind and version, others keep their name', () => {
  const xml = `<testsuites>
<testsuite name="suites/embedded.test.ts" tests="1">
  <testcase classname="suites/embedded.test.ts" name="buckets on embedded 2.8.0 &gt; keeps points"></testcase>
</testsuite>
<testsuite name="src/a.test.ts" tests="1">
  <testcase classname="src/a.test.ts" name="reads a line"></testcase>
</testsuite>
</testsuites>`
  const named = nameSuites(xml)
  expect(named).toContain('<testsuite name="suites/embedded.test.ts on embedded 2.8.0" tests="1">')
  expect(named).toContain('<testsuite name="src/a.test.ts" tests="1">')
  expect(nameSuites(named)).toBe(named)
})
