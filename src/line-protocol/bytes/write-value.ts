import { valueRule } from '../encoded-value.ts'
import { maxStringBytes } from '../grammar.ts'
import { bytesOfText } from '../text.ts'
import type { FieldType } from '../types.ts'
import type { ByteWriter } from './byte-writer.ts'

const suffixes = { integer: 0x69, unsigned: 0x75 } as const
const trueWord = bytesOfText('true')
const falseWord = bytesOfText('false')

/** Whether a value is one of the field type that can be written (see `valueRule`), and was. A safe number is an integer too. */
export function writeValue(type: FieldType, value: unknown, { writer }: { writer: ByteWriter }): boolean {
  switch (type) {
    case 'float':
      if (typeof value !== 'number' || !Number.isFinite(value)) return false
      writer.float(value)
      return true
    case 'string':
      if (typeof value !== 'string' || !isWritable(value)) return false
      writer.quoted(value)
      return true
    case 'boolean':
      if (typeof value !== 'boolean') return false
      writer.copy(value ? trueWord : falseWord)
      return true
    case 'integer':
    case 'unsigned':
      return writeInteger(type, value, { writer })
  }
}

function isWritable(text: string): boolean {
  if (text.length * 3 <= maxStringBytes) return text.isWellFormed()
  return valueRule({ type: 'string', value: text }) === undefined
}

function writeInteger(type: 'integer' | 'unsigned', value: unknown, { writer }: { writer: ByteWriter }): boolean {
  const number = typeof value === 'bigint' ? Number(value) : value
  if (typeof number === 'number' && Number.isSafeInteger(number)) {
    if (type === 'unsigned' && number < 0) return false
    writer.whole(number)
  } else {
    if (typeof value !== 'bigint' || valueRule({ type, value }) !== undefined) return false
    writer.ascii(String(value))
  }
  writer.byte(suffixes[type])
  return true
}
