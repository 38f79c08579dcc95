import { UsageError } from '../../errors/index.ts'
import { isRecord, type JsonRecord } from '../record.ts'

/** What Home Assistant's registries know about one entity; absent where they say nothing. */
export interface EntityLink {
  readonly deviceId?: string
  readonly deviceName?: string
  readonly areaId?: string
  /** The area's name as a key: `Guest Room` is `guest_room`. */
  readonly area?: string
  /** The integration (platform) that provides the entity. */
  readonly integration?: string
  /** `config` or `diagnostic`; a primary entity has none. */
  readonly category?: string
  readonly deviceClass?: string
  readonly manufacturer?: string
  readonly model?: string
  readonly swVersion?: string
}

/** Entity links by entity id. */
export type Registry = ReadonlyMap<string, EntityLink>

/**
 * Reads a registry file: `{ devices, entities, areas }`, each a list as Home Assistant's `config/device_registry/list`,
 * `config/entity_registry/list` and `config/area_registry/list` give it. An entity's own area wins over its device's.
 * Fails with a UsageError where the file is not of that form.
 */
export function parseRegistry(content: unknown): Registry {
  if (!isRecord(content)) throw malformed('an object with the lists devices, entities and areas')
  const areas = byKey(list(content, 'areas'), 'area_id')
  const devices = byKey(list(content, 'devices'), 'id')
  const links = new Map<string, EntityLink>()
  for (const entity of list(content, 'entities')) {
    const entityId = text(entity, 'entity_id')
    if (entityId === undefined) throw malformed('an entity_id in every entity')
    links.set(entityId, linkOf(entity, { device: devices.get(text(entity, 'device_id') ?? ''), areas }))
  }
  return links
}

function linkOf(
  entity: JsonRecord,
  { device, areas }: { device: JsonRecord | undefined; areas: ReadonlyMap<string, JsonRecord> },
): EntityLink {
  const areaId = text(entity, 'area_id') ?? text(device, 'area_id')
  const areaName = text(areas.get(areaId ?? ''), 'name') ?? areaId
  return withoutAbsent({
    deviceId: text(entity, 'device_id'),
    deviceName: text(device, 'name_by_user') ?? text(device, 'name'),
    areaId,
    area: areaName === undefined ? undefined : areaKey(areaName),
    integration: text(entity, 'platform'),
    category: text(entity, 'entity_category'),
    deviceClass: text(entity, 'device_class') ?? text(entity, 'original_device_class'),
    manufacturer: text(device, 'manufacturer'),
    model: text(device, 'model'),
    swVersion: text(device, 'sw_version'),
  })
}

/** An area's name as Home Assistant makes an id of it: lower case, ASCII, words joined by underscores. */
export function areaKey(name: string): string {
  const ascii = name.normalize('NFKD').replace(/\p{M}+/gu, '')
  return ascii
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
}

function list(content: JsonRecord, key: string): readonly JsonRecord[] {
  const value = content[key] ?? []
  if (!Array.isArray(value) || !value.every(isRecord)) throw malformed(`a list of objects in "${key}"`)
  return value
}

function byKey(entries: readonly JsonRecord[], key: string): ReadonlyMap<string, JsonRecord> {
  return new Map(entries.map((entry) => [text(entry, key) ?? '', entry]))
}

/** A text that says something: not absent, null, empty, or the literal "null" that one writer stored. */
function text(entry: JsonRecord | undefined, key: string): string | undefined {
  const value = entry?.[key]
  return typeof value === 'string' && value !== '' && value !== 'null' ? value : undefined
}

function withoutAbsent(link: { readonly [Key in keyof EntityLink]: EntityLink[Key] | undefined }): EntityLink {
  return Object.fromEntries(Object.entries(link).filter(([, value]) => value !== undefined))
}

function malformed(expected: string): UsageError {
  return new UsageError({
    operation: 'read the device registry',
    expected,
    found: 'something else',
    next: 'Export the lists of config/device_registry/list, config/entity_registry/list and config/area_registry/list into one JSON object',
  })
}
