import { z } from 'zod'
import { fileSchema } from './file/file-schema.ts'
import { shortForms } from './file/shape.ts'

/** A node of a JSON Schema, as far as the reference page reads it. */
export interface JsonSchema {
  readonly [key: string]: unknown
  readonly description?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: JsonSchema | boolean
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
}

/** The JSON Schema (2020-12) of a contract file, for completion and checks in editors; made from the zod schema. */
export function jsonSchema(): JsonSchema {
  const { $schema, ...schema } = z.toJSONSchema(fileSchema, {
    io: 'input',
    override({ zodSchema, jsonSchema: node }) {
      const short = shortForms.get(zodSchema)
      if (short === undefined) return
      const { description, ...full } = node
      for (const key of Object.keys(full)) delete node[key]
      const { $schema: _, ...shortNode } = z.toJSONSchema(short, { io: 'input' })
      node.anyOf = [shortNode, full]
    },
  }) as Record<string, unknown>
  return {
    $schema,
    title: 'fluxproof contract',
    description: 'What an InfluxDB 2.x deployment must be.',
    ...schema,
  } as JsonSchema
}
