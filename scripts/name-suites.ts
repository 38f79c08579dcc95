/** `embedded 2.8.0`, as the names of tests on a target carry it. */
const ofTarget = /\b(?:embedded|container|binary|remote) \d+\.\d+(?:\.\d+)?/g

/**
 * Adds target kind and version to the names of the suites in a JUnit report: readers show the suite, not where its tests
 * ran. They are taken from the names of the suite's own tests; suites without a target keep their name.
 */
export function nameSuites(xml: string): string {
  return xml.replace(
    /<testsuite name="(?<name>[^"]*)"(?<rest>[\s\S]*?)<\/testsuite>/g,
    (whole, name: string, rest: string) => {
      const target = [...new Set(rest.match(ofTarget))].join(', ')
      return target === '' || name.includes(target)
        ? whole
        : `<testsuite name="${name} on ${target}"${rest}</testsuite>`
    },
  )
}
