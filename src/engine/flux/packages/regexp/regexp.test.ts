// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are Go's templates
import { describe, expect, test } from 'vitest'
import { cellOfExpression } from '../expression-fixture.ts'

const cases: Record<string, string> = {
  'regexp.matchRegexpString(r: /^a.c$/, v: "abc")': 'true',
  'regexp.findString(r: /foo.?/, v: "seafood fool")': 'food',
  'regexp.findString(r: /x/, v: "abc")': '',
  'length(arr: regexp.findStringIndex(r: /x/, v: "abc"))': '0',
  'regexp.findStringIndex(r: /b/, v: "üb")[0]': '2',
  'regexp.replaceAllString(r: /a(x*)b/, v: "-ab-axxb-", t: "$1W")': '---',
  'regexp.replaceAllString(r: /a(x*)b/, v: "-ab-axxb-", t: "\\${1}W")': '-W-xxW-',
  'regexp.replaceAllString(r: /a*/, v: "baac", t: "-")': '-b-c-',
  'regexp.quoteMeta(v: "a.b*c[d]")': 'a\\.b\\*c\\[d\\]',
  'regexp.getString(r: /x+/)': 'x+',
  'regexp.splitRegexp(r: /a*/, v: "abaabaccadaaae", i: 5)[3]': 'c',
  'length(arr: regexp.splitRegexp(r: /,/, v: "a,b,", i: -1))': '3',
  '"Dev-01" =~ regexp.compile(v: "(?i)^dev-0[12]$")': 'true',
}

describe('regexp', () => {
  for (const [expression, value] of Object.entries(cases)) {
    test(`${expression} is ${JSON.stringify(value)}`, async () => {
      expect(await cellOfExpression(['regexp'], expression)).toBe(value)
    })
  }

  test('refuses what does not parse', async () => {
    await expect(cellOfExpression(['regexp'], '"a" =~ regexp.compile(v: "[x")')).rejects.toThrow(
      'error parsing regexp: missing closing ]: `[x`',
    )
  })
})
