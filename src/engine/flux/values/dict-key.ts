import { stringOf } from './text.ts'
import { typeName, type Value } from './value.ts'

/** Equal for equal keys of a dictionary. */
export function dictKey(key: Value): string {
  return `${typeName(key)}:${stringOf(key) ?? ''}`
}
