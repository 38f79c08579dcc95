import type { Tag } from '../../contract/model.ts'
import { UsageError } from '../../errors/index.ts'
import type { Random } from '../generate/random.ts'
import { patternText } from './pattern-text.ts'

/** How many values of a tag are made up where the contract lists none. */
const madeUp = 4

/** Values of a tag that keep its declaration: its values, else its examples, else texts of its pattern, else `<key>-1` and on. */
export function tagSamples(tag: Tag, random: Random): readonly string[] {
  const most = tag.cardinality ?? Number.POSITIVE_INFINITY
  if (tag.values !== undefined) return tag.values.slice(0, most)
  if (tag.examples.length > 0) return tag.examples.slice(0, most)
  const count = Math.min(madeUp, most)
  const plain = Array.from({ length: count }, (_, n) => `${tag.key}-${n + 1}`)
  if (tag.pattern === undefined) return plain
  const shape = new RegExp(tag.pattern, 'u')
  if (plain.every((value) => shape.test(value))) return plain
  const texts = new Set<string>()
  for (let tries = 0; tries < 40 && texts.size < count; tries++) {
    const text = patternText(tag.pattern, random)
    if (text !== undefined && text !== '' && shape.test(text)) texts.add(text)
  }
  if (texts.size > 0) return [...texts]
  throw new UsageError({
    operation: `make up values for the tag ${tag.key}`,
    expected: `a text that matches ${tag.pattern}`,
    found: 'none',
    next: `Give the tag examples in the contract`,
  })
}
