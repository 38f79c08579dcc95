import { type JsonSchema, jsonSchema } from './json-schema.ts'

/** The reference of all keys as Markdown: one table for each map of the contract file, from the descriptions of the schema. */
export function contractReference(): string {
  return sections(jsonSchema(), []).join('\n\n')
}

/** @param path keys from the top; `<key>` stands for a name of the author's choice. */
function sections(schema: JsonSchema, path: readonly string[]): string[] {
  const object = objectOf(schema)
  if (object === undefined) return []
  const { properties } = object
  if (properties === undefined) {
    if (typeof object.additionalProperties !== 'object') return []
    return sections(object.additionalProperties, [...path, '<key>'])
  }
  const entries = Object.entries(properties)
  const rows = entries.map(([key, node]) => {
    const needed = object.required?.includes(key) ? 'yes' : ''
    return `| \`${key}\` | ${typeWords(node)} | ${needed} | ${(node.description ?? '').replaceAll('|', '\\|')} |`
  })
  const title = path.length === 0 ? 'The file' : `\`${path.join('.')}\``
  return [
    `### ${title}\n\n| Key | Value | Required | Meaning |\n| --- | --- | --- | --- |\n${rows.join('\n')}`,
    ...entries.flatMap(([key, node]) => sections(node, [...path, key])),
  ]
}

/** The map inside a node: itself, the full one of two forms, or the entries of its list. */
function objectOf(node: JsonSchema): JsonSchema | undefined {
  if (node.type === 'object') return node
  if (node.type === 'array' && node.items !== undefined) return objectOf(node.items)
  return node.anyOf?.find((form) => form.type === 'object')
}

function typeWords(node: JsonSchema): string {
  if (typeof node.title === 'string') return node.title
  if (node.const !== undefined) return `\`${String(node.const)}\``
  if (Array.isArray(node.enum)) return node.enum.map((word) => `\`${String(word)}\``).join(', ')
  if (node.type === 'array') return node.items === undefined ? 'list' : `list of ${typeWords(node.items)}`
  if (node.type === 'object') return 'map'
  if (Array.isArray(node.type)) return node.type.map(word).join(', ')
  if (node.anyOf === undefined) return word(node.type)
  // The text form of a number or a flag is one with a variable in it.
  const forms = node.anyOf.filter((form) => form.pattern !== '\\$\\{').map(typeWords)
  return [...new Set(forms)].join(' or ')
}

function word(type: unknown): string {
  const words: Readonly<Record<string, string>> = {
    string: 'text',
    integer: 'whole number',
    number: 'number',
    boolean: 'true or false',
    null: 'nothing',
  }
  return words[String(type)] ?? String(type)
}
