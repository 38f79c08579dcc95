import { actors } from './actors.ts'
import { binarySensors } from './binary-sensors.ts'
import { controls } from './controls.ts'
import { areas, devices } from './devices.ts'
import type { Entity } from './entity.ts'
import { sensors } from './sensors.ts'

/** Every entity of the generated home. */
export const entities: readonly Entity[] = [...sensors, ...binarySensors, ...actors, ...controls]

/** The home's registries as a registry file: what `--registry` reads. Entities that only automations make are not in it. */
export function registryFile(): { devices: unknown[]; entities: unknown[]; areas: unknown[] } {
  return {
    areas: areas.map(({ areaId, name }) => ({ area_id: areaId, name })),
    devices: Object.values(devices).map((device) => ({
      id: device.id,
      name: device.name,
      name_by_user: device.nameByUser ?? null,
      manufacturer: device.manufacturer ?? null,
      model: device.model ?? null,
      sw_version: device.swVersion ?? null,
      area_id: device.areaId ?? null,
    })),
    entities: entities.map((entity) => ({
      entity_id: entity.entityId,
      device_id: entity.device === undefined ? null : (devices[entity.device]?.id ?? null),
      area_id: entity.area ?? null,
      platform: entity.platform,
      entity_category: entity.category ?? null,
    })),
  }
}
