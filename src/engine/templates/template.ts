import { durationMs, parseDuration } from '../tasks/options.ts'

type Json = Readonly<Record<string, unknown>>

/** A reference to a value that the caller gives beside the template. */
export interface EnvReference {
  readonly resourceField: string
  readonly envRefKey: string
  readonly valueType: string
  readonly value: string | null
  readonly defaultValue: null
}

interface ObjectBase {
  /** metadata.name: the name inside the template. */
  readonly metaName: string
  readonly name: string
  readonly description: string
  readonly references: readonly EnvReference[]
  /** Template names of the labels on it. */
  readonly labels: readonly string[]
}

export interface BucketObject extends ObjectBase {
  readonly kind: 'Bucket'
  /** Undefined: no rule given. */
  readonly everySeconds?: number
}

export interface LabelObject extends ObjectBase {
  readonly kind: 'Label'
  readonly color: string
}

export interface TaskObject extends ObjectBase {
  readonly kind: 'Task'
  readonly query: string
  /** As Go prints it: 1h0m0s; empty where cron is given alone. */
  readonly every: string
  readonly cron: string
  readonly offset: string
  readonly status: 'active' | 'inactive'
}

export interface VariableObject extends ObjectBase {
  readonly kind: 'Variable'
  readonly arguments: unknown
}

/** An object of a template (pkger of InfluxDB 2.8): the kinds that the engine can make. */
export type TemplateObject = BucketObject | LabelObject | TaskObject | VariableObject

export interface TemplateFault {
  readonly kind: string
  readonly fields: readonly string[]
  readonly idxs: readonly (number | null)[]
  readonly reason: string
}

export interface ParsedTemplates {
  readonly objects: readonly TemplateObject[]
  readonly faults: readonly TemplateFault[]
  readonly missingReferences: readonly string[]
}

const apiVersions = ['influxdata.com/v2alpha1', 'influxdata.com/v2alpha2']
const kinds = ['Bucket', 'Label', 'Task', 'Variable']

const record = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {})
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** As Go prints a duration of whole seconds: 1h30m0s. */
function goDuration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
  return h > 0 ? `${h}h${m}m${s}s` : m > 0 ? `${m}m${s}s` : `${s}s`
}

function durationText(value: unknown): string {
  const duration = parseDuration(text(value))
  return duration === undefined ? '' : goDuration(durationMs(duration))
}

class Reader {
  readonly faults: TemplateFault[] = []
  readonly missing = new Set<string>()
  readonly #envRefs: Json

  constructor(envRefs: Json) {
    this.#envRefs = envRefs
  }

  read(value: unknown, index: number): TemplateObject | undefined {
    const object = record(value)
    const kind = text(object.kind)
    const fault = (fields: readonly string[], reason: string, at: readonly (number | null)[] = []) => {
      const idxs = [index, ...fields.map((_, i) => at[i] ?? null)]
      this.faults.push({ kind: kind || 'unknown', fields: ['root', ...fields], idxs, reason })
      return undefined
    }
    if (kind === '') return fault(['kind'], 'invalid kind')
    if (!apiVersions.includes(text(object.apiVersion))) {
      const allowed = `must be 1 in [${apiVersions.join(', ')}]`
      return fault(
        ['apiVersion'],
        `invalid API version provided ${JSON.stringify(object.apiVersion ?? '')}; ${allowed}`,
      )
    }
    if (!kinds.includes(kind)) return fault(['kind'], 'unsupported kind provided')
    const spec = record(object.spec)
    const base = this.#base(object, spec)
    if (kind === 'Bucket') return readBucket(base, spec, fault)
    if (kind === 'Task') return readTask(base, spec, fault)
    if (kind === 'Label') return { ...base, kind: 'Label', color: text(spec.color) }
    return { ...base, kind: 'Variable', arguments: { type: spec.type, values: spec.values ?? {} } }
  }

  #base(object: Json, spec: Json): ObjectBase {
    const references: EnvReference[] = []
    const named = this.#resolve(spec.name, { field: 'spec.name', references })
    const metaName = this.#resolve(record(object.metadata).name, { field: 'metadata.name', references })
    const associations = Array.isArray(spec.associations) ? spec.associations.map(record) : []
    return {
      metaName,
      name: named || metaName,
      description: text(spec.description),
      references,
      labels: associations.filter((one) => one.kind === 'Label').map((one) => text(one.name)),
    }
  }

  #resolve(value: unknown, place: { field: string; references: EnvReference[] }): string {
    const key = text(record(record(value).envRef).key)
    if (key === '') return text(value)
    const given = this.#envRefs[key]
    if (given === undefined) this.missing.add(key)
    place.references.push({
      resourceField: place.field,
      envRefKey: key,
      valueType: '',
      value: given === undefined ? null : String(given),
      defaultValue: null,
    })
    return given === undefined ? `env-${key}` : String(given)
  }
}

type Fault = (fields: readonly string[], reason: string, at?: readonly (number | null)[]) => undefined

function readBucket(base: ObjectBase, spec: Json, fault: Fault): BucketObject | undefined {
  const [rule] = Array.isArray(spec.retentionRules) ? spec.retentionRules.map(record) : []
  if (rule === undefined) return { ...base, kind: 'Bucket' }
  const everySeconds = Number(rule.everySeconds ?? 0)
  if (everySeconds < 3600) {
    return fault(['spec', 'retentionRules', 'everySeconds'], 'seconds must be a minimum of 3600', [null, 0, null])
  }
  return { ...base, kind: 'Bucket', everySeconds }
}

function readTask(base: ObjectBase, spec: Json, fault: Fault): TaskObject | undefined {
  const every = durationText(spec.every)
  const cron = text(spec.cron)
  const query = text(spec.query)
  if (every === '' && cron === '') {
    fault(['spec', 'every'], 'must provide if cron field is not provided')
    fault(['spec', 'cron'], 'must provide if every field is not provided')
    return undefined
  }
  if (query === '') return fault(['spec', 'query'], 'must provide a non zero value')
  return {
    ...base,
    kind: 'Task',
    query,
    every,
    cron,
    offset: durationText(spec.offset),
    status: spec.status === 'inactive' ? 'inactive' : 'active',
  }
}

/** Reads the objects of templates; faults are values, as the server answers them. */
export function parseTemplates(templates: readonly unknown[], envRefs: Json): ParsedTemplates {
  const reader = new Reader(envRefs)
  const objects = templates.flatMap((template) => {
    const contents = record(template).contents
    const list = Array.isArray(contents) ? contents : Array.isArray(template) ? template : []
    return list.flatMap((value, index) => reader.read(value, index) ?? [])
  })
  const ordered = objects.toSorted((a, b) => (a.metaName < b.metaName ? -1 : a.metaName > b.metaName ? 1 : 0))
  return { objects: ordered, faults: reader.faults, missingReferences: [...reader.missing].sort() }
}
