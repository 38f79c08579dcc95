import { expect, test } from 'vitest'
import { bytesOfText } from '../text.ts'
import { lineEnd } from './line-end.ts'

/** Bodies with a mark where the server ends their first line. */
const cases: readonly (readonly [name: string, marked: string])[] = [
  ['at its newline', 'm f=1^\nn f=1'],
  ['at the end of the body', 'm f=1^'],
  ['after a newline in a string', 'm f="a\nb"^\nn f=1'],
  ['after newlines in strings of one line', 'm f="a\nb",g="c\nd" 5^\nn f=1'],
  ['after a string with a comma', 'm f="a,b"^\nn f="c"'],
  ['after a string with an equals sign', 'm f="=","x^\ny"'],
  ['at its newline, though a tag holds a quote', 'm,t="a f=1^\nn f=1'],
  ['at its newline, though a tag holds a comma, an equals sign and a quote', 'm,t=a,u=" f=1,g="x"^\nn f=1'],
  ['at its newline, though a quote stands before any equals sign', 'm "a^\nb"'],
  ['at its newline, though a quote stands in a field key', 'm f=1,"a^\nb"'],
  ['at the next quote, in a comment too', '# x="\nm f=1\n"^\nn f=1'],
  ['at the end of the body where a quote stays open', 'm f="a\nn f=1^'],
  ['after an escaped newline', 'm\\\nn f=1^\no f=1'],
  ['after an escaped quote', 'm f="a\\"\nb"^\nn f=1'],
  ['after an escaped equals sign, which opens no value', 'm f\\="a^\nb"'],
  ['at the last newline, though a backslash stands before it', 'm f=1\\^\n'],
  ['after a backslash that ends the body', 'm f=1\\^'],
]

for (const [name, marked] of cases) {
  test(`a line ends ${name}`, () => {
    const body = bytesOfText(marked.replace('^', ''))
    expect(lineEnd(body, 0)).toBe(marked.indexOf('^'))
    expect(lineEnd(bytesOfText(`first\n${marked.replace('^', '')}`), 6)).toBe(6 + marked.indexOf('^'))
  })
}
