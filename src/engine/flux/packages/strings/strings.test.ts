import { describe, expect, test } from 'vitest'
import { cellOfExpression } from '../expression-fixture.ts'

const cases: Record<string, string> = {
  'strings.title(v: "the quick-brown fox\'s den")': "The Quick-Brown Fox's Den",
  'strings.toUpper(v: "straße")': 'STRAßE',
  'strings.toTitle(v: "ab")': 'AB',
  'strings.toLower(v: "ÄB")': 'äb',
  'strings.trim(v: "..a.b..", cutset: ".")': 'a.b',
  'strings.trimLeft(v: "..a..", cutset: ".")': 'a..',
  'strings.trimRight(v: "..a..", cutset: ".")': '..a',
  'strings.trimPrefix(v: "influx_x", prefix: "influx_")': 'x',
  'strings.trimSuffix(v: "x_influx", suffix: "y")': 'x_influx',
  'strings.trimSpace(v: "\\t a b \\n")': 'a b',
  'strings.index(v: "üab", substr: "a")': '2',
  'strings.lastIndex(v: "go gopher", substr: "go")': '3',
  'strings.lastIndex(v: "go", substr: "x")': '-1',
  'strings.indexAny(v: "golang", chars: "gy")': '0',
  'strings.lastIndexAny(v: "golang", chars: "go")': '5',
  'strings.countStr(v: "cheese", substr: "e")': '3',
  'strings.countStr(v: "five", substr: "")': '5',
  'strings.containsAny(v: "abc", chars: "xyc")': 'true',
  'strings.equalFold(v: "Go", t: "GO")': 'true',
  'strings.compare(v: "a", t: "b")': '-1',
  'strings.strlen(v: "a👋ü")': '3',
  'strings.substring(v: "Größe", start: -1, end: 3)': 'Grö',
  'strings.substring(v: "abc", start: 2, end: 1)': '',
  'strings.repeat(v: "no", i: 2)': 'nono',
  'strings.replace(v: "aaaa", t: "a", u: "$&", i: 2)': '$&$&aa',
  'strings.replaceAll(v: "a.b.c", t: ".", u: "/")': 'a/b/c',
  'strings.joinStr(arr: ["a", "b"], v: "-")': 'a-b',
  'length(arr: strings.split(v: "", t: ","))': '1',
  'strings.split(v: "a-b", t: "")[1]': '-',
  'strings.splitAfter(v: "a-b", t: "-")[0]': 'a-',
  'strings.splitN(v: "a b c", t: " ", i: 2)[1]': 'b c',
  'strings.splitAfterN(v: "a b c", t: " ", i: 2)[0]': 'a ',
  'length(arr: strings.splitN(v: "a b", t: " ", i: 0))': '0',
  'strings.isUpper(v: "A")': 'true',
}

describe('strings', () => {
  for (const [expression, value] of Object.entries(cases)) {
    test(`${expression} is ${JSON.stringify(value)}`, async () => {
      expect(await cellOfExpression(['strings'], expression)).toBe(value)
    })
  }

  for (const [expression, message] of [
    ['strings.isDigit(v: "12")', '"v" is not a valid argument: argument length is not equal to 1'],
    ['strings.repeat(v: "x", i: -1)', 'strings: negative Repeat count'],
    [
      'strings.toUpper(v: debug.null(type: "string"))',
      'cannot convert argument of type string value <nil> to upper case',
    ],
    [
      'strings.hasPrefix(v: debug.null(type: "string"), prefix: "a")',
      'expected argument "v" to be of type string, got type string value <nil>',
    ],
  ] as const) {
    test(`refuses ${expression}`, async () => {
      await expect(cellOfExpression(['strings', 'internal/debug'], expression)).rejects.toThrow(message)
    })
  }
})
