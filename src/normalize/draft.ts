import type { FieldValue } from '../line-protocol/types.ts'
import type { Decision } from './decision.ts'
import { type FieldTarget, numberValue } from './field-target.ts'
import type { FixedFields } from './fixed-fields.ts'
import { cleanTagValue } from './tag-value.ts'

/** What rules build a point in, and what they decided on the way. Each tag and field is given once. */
export interface Draft {
  readonly decisions: Decision[]
  /** Adds a tag; `value` is clean (tag-value.ts) and not empty. */
  tag(key: string, value: string): void
  /** Adds a field; `value` is one that a server stores. */
  field(target: FieldTarget, value: FieldValue): void
  /** Adds a number in the field's type (see `numberValue`); false where that cannot hold it. */
  number(target: FieldTarget, value: number): boolean
  /** Adds a text to a string field; it is well-formed and at most `longestText` long. */
  text(target: FieldTarget, value: string): void
  /** Adds fields that many points share. */
  fixed(fields: FixedFields): void
}

/** A draft of a `Point`. */
export class PointDraft implements Draft {
  readonly tags: [key: string, value: string][]
  readonly fields: (readonly [key: string, value: FieldValue])[] = []
  readonly decisions: Decision[]

  /** Begins with tags and decisions that others share; they are copied. */
  constructor(tags: readonly [key: string, value: string][] = [], decisions: readonly Decision[] = []) {
    this.tags = tags.slice()
    this.decisions = decisions.slice()
  }

  tag(key: string, value: string): void {
    this.tags.push([key, value])
  }

  field({ key }: FieldTarget, value: FieldValue): void {
    this.fields.push([key, value])
  }

  number({ key, type }: FieldTarget, value: number): boolean {
    const field = numberValue(type, value)
    if (field === undefined) return false
    this.fields.push([key, field])
    return true
  }

  text({ key }: FieldTarget, value: string): void {
    this.fields.push([key, { type: 'string', value }])
  }

  fixed({ fields }: FixedFields): void {
    for (const field of fields) this.fields.push(field)
  }
}

/** An empty draft of a point. */
export function createDraft(): PointDraft {
  return new PointDraft()
}

/** Adds a tag; an absent or empty value adds none, for an empty tag value is refused by the server. */
export function putTag(key: string, value: string | undefined | null, { draft }: { draft: Draft }): void {
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
  draft.tag(key, clean)
}

/** Adds a number to a declared field; reports one that the field cannot hold. */
export function putNumber(target: FieldTarget, value: number, { draft }: { draft: Draft }): void {
  if (draft.number(target, value)) return
  draft.decisions.push({ kind: 'omitted', rule: 'field-type', key: target.key, reason: 'not finite' })
}

/** Longest string field in UTF-16 units; a server drops points with a string of more than 1 MiB. */
export const longestText = 262_144

/** Adds a text to a declared field, as it is, but for lone surrogates, which are no text; reports a field that is not a string field. */
export function putText(target: FieldTarget, value: string, { draft }: { draft: Draft }): void {
  let text = value
  if (value.length > longestText || !value.isWellFormed()) {
    text = value.slice(0, longestText).toWellFormed()
    draft.decisions.push({ kind: 'converted', rule: 'text', key: target.key, from: 'text', to: 'clean text' })
  }
  if (target.type === 'string') draft.text(target, text)
  else draft.decisions.push({ kind: 'omitted', rule: 'field-type', key: target.key, reason: 'wrong type' })
}
