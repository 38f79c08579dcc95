/** `embedded 2.8.0`, as the names of tests on a target carry it. */
const ofTarget = /\b(?:embedded|container|binary|remote) \d+\.\d+(?:\.\d+)?/

/**
 * Adds target kind and version to the names of the suites in a JUnit report: readers show the suite, not where its tests
 * ran. They are taken from the names of the suite's own tests; suites without a target keep their name.
 */
export function nameSuites(xml: string): string {
  return xml.replace(
    /<testsuite name="(?<name>[^"]*)"(?<rest>[\s\S]*?)<\/testsuite>/g,
    (whole, name: string, rest: string) => {
      const target = ofTarget.exec(rest)?.[0]
      return target === undefined || name.includes(target)
        ? whole
        : `<testsuite name="${name} on ${target}"${rest}</testsuite>`
    },
  )
}
