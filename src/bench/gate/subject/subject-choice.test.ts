import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../../suites/support/temporary-folder.ts'
import { readSubjectChoice } from './subject-choice.ts'

test('each form is read as what it names', () => {
  expect(readSubjectChoice('embedded')).toEqual({ kind: 'embedded' })
  expect(readSubjectChoice('url:http://localhost:8086')).toEqual({ kind: 'url', url: 'http://localhost:8086' })
  expect(readSubjectChoice('module:./my-writer.js')).toEqual({ kind: 'module', path: './my-writer.js' })
})

test('a checkout is read by its command line, as source before as built', () => {
  using folder = temporaryFolder()
  const main = (place: string) => {
    mkdirSync(join(folder.path, place, 'cli'), { recursive: true })
    return folder.write(`${place}/cli/main.${place === 'src' ? 'ts' : 'js'}`, '')
  }
  const built = main('dist')
  expect(readSubjectChoice(`dir:${folder.path}`)).toEqual({ kind: 'dir', main: built })
  const source = main('src')
  expect(readSubjectChoice(`dir:${folder.path}`)).toEqual({ kind: 'dir', main: source })
})

test('anything else is refused', () => {
  using folder = temporaryFolder()
  for (const text of ['', 'influxd', 'dir:', 'Embedded', `dir:${folder.path}`, 'container:influxdb']) {
    expect(() => readSubjectChoice(text)).toThrow(/Give --base and --head|Name the root folder/)
  }
})
