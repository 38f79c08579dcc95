import { BareError } from '../../plan/runtime-error.ts'

/** One line of a CSV text; undefined: an empty line. */
export type CsvRecord = readonly string[] | undefined

/** The records of a CSV text. Throws what Go's reader says of stray quotes. */
export function csvRecords(text: string): CsvRecord[] {
  const records: CsvRecord[] = []
  let at = 0
  while (at < text.length) {
    const newline = /\r?\n/y
    newline.lastIndex = at
    const empty = newline.exec(text)
    if (empty !== null) {
      records.push(undefined)
      at += empty[0].length
      continue
    }
    const { fields, end } = oneRecord(text, at)
    records.push(fields)
    at = end
  }
  return records
}

function oneRecord(text: string, from: number): { fields: string[]; end: number } {
  const fields: string[] = []
  let at = from
  for (;;) {
    const { field, end } = text.charAt(at) === '"' ? quotedField(text, at) : bareField(text, at)
    fields.push(field)
    if (text.charAt(end) === ',') {
      at = end + 1
      continue
    }
    const newline = /\r?\n|$/y
    newline.lastIndex = end
    return { fields, end: end + (newline.exec(text)?.[0].length ?? 0) }
  }
}

function bareField(text: string, from: number): { field: string; end: number } {
  const pattern = /[^,\r\n]*(?:\r(?!\n)[^,\r\n]*)*/y
  pattern.lastIndex = from
  const field = pattern.exec(text)?.[0] ?? ''
  if (field.includes('"'))
    throw new BareError('error in csv.from(): bare " in non-quoted field', { code: 'internal error' })
  return { field, end: from + field.length }
}

function quotedField(text: string, from: number): { field: string; end: number } {
  const pattern = /"((?:[^"]|"")*)"(?=,|\r?\n|$)/y
  pattern.lastIndex = from
  const match = pattern.exec(text)
  if (match === null) {
    throw new BareError('error in csv.from(): extraneous or missing " in quoted-field', { code: 'internal error' })
  }
  return { field: (match[1] ?? '').replaceAll('""', '"').replaceAll('\r\n', '\n'), end: from + match[0].length }
}

/** Throws where a record has other than the expected number of fields. */
export function checkWidth(record: readonly string[], width: number): void {
  if (record.length !== width) {
    throw new BareError('error in csv.from(): wrong number of fields', { code: 'internal error' })
  }
}
