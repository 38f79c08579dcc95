import type { Defect } from './defect.ts'

/** What a writer with a defect makes of a line before it sends it. */
const wrong: Partial<Record<Defect, (line: string) => string>> = {
  'rounds-values': (line) => line.replace(/=(\d+)\.5/, '=$1'),
  'rounds-large-integers': (line) => line.replace(/=(-?\d+)i/g, (_, digits: string) => `=${BigInt(Number(digits))}i`),
  'forgets-integers': (line) => line.replace(/=(-?\d+)[iu]/g, '=$1'),
  'sends-first-field-only': (line) => line.replace(/^(\S+ [^ ,"]+),[^ "]+( -?\d+)$/, '$1$2'),
  unescapes: (line) => line.replace(/\\ /g, '_'),
  'splits-strings-at-commas': (line) => line.replace(/"([^",]*),[^"]*"/g, '"$1"'),
  'cuts-long-strings': (line) => line.replace(/"([^"]{255})[^"]*"/g, '"$1"'),
  'folds-newlines': (line) => line.replaceAll('\n', ' '),
  'drops-the-sign-of-times': (line) => line.replace(/ -(\d+)$/, ' $1'),
}

/** The line as it is sent. */
export function mangle(line: string, defect: Defect | undefined): string {
  return (defect && wrong[defect]?.(line)) ?? line
}
