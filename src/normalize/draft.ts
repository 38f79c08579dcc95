import type { FieldValue } from '../line-protocol/types.ts'
import type { Decision } from './decision.ts'
import { type FieldTarget, numberValue, textValue } from './field-target.ts'
import { cleanTagValue } from './tag-value.ts'

/** The point that rules are building, and what they decided on the way. */
export interface Draft {
  readonly tags: [key: string, value: string][]
  readonly fields: [key: string, value: FieldValue][]
  readonly decisions: Decision[]
}

/** An empty draft. */
export function createDraft(): Draft {
  return { tags: [], fields: [], decisions: [] }
}

/** Adds a tag; an absent or empty value adds none, for an empty tag value is refused by the server. */
export function putTag(draft: Draft, key: string, value: string | undefined | null): void {
  if (value === undefined || value === null || value === '') return
  const clean = cleanTagValue(value)
  if (clean !== value) {
    draft.decisions.push({
      kind: 'converted',
      rule: 'tag-value',
      key,
      from: 'text',
      to: 'clean text',
    })
    if (clean === '') return
  }
  draft.tags.push([key, clean])
}

/** Adds a number to a declared field; reports one that the field cannot hold. */
export function putNumber(draft: Draft, target: FieldTarget, value: number): void {
  const field = numberValue(target.type, value)
  if (field !== undefined) draft.fields.push([target.key, field])
  else draft.decisions.push({ kind: 'omitted', rule: 'field-type', key: target.key, reason: 'not finite' })
}

/** Longest string field in UTF-16 units; a server drops points with a string of more than 1 MiB. */
const longestText = 262_144

/** Adds a text to a declared field, as it is, but for lone surrogates, which are no text; reports a field that is not a string field. */
export function putText(draft: Draft, target: FieldTarget, value: string): void {
  let text = value
  if (value.length > longestText || !value.isWellFormed()) {
    text = value.slice(0, longestText).toWellFormed()
    draft.decisions.push({ kind: 'converted', rule: 'text', key: target.key, from: 'text', to: 'clean text' })
  }
  const field = textValue(target.type, text)
  if (field !== undefined) draft.fields.push([target.key, field])
  else draft.decisions.push({ kind: 'omitted', rule: 'field-type', key: target.key, reason: 'wrong type' })
}
