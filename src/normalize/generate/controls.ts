import { actor } from './actor.ts'
import type { Entity } from './entity.ts'
import { among, type Simulator, walk, withAttributes } from './simulator.ts'

const onOff = among('on', 'off')

/** Helpers, automations, and what is pressed: texts that look like numbers and truths, numbers that are, and times as states. */
export const controls: readonly Entity[] = [
  actor('input_boolean.holiday', {
    platform: 'input_boolean',
    weight: 1,
    next: onOff,
    attributes: { editable: false },
  }),
  actor('input_number.target', {
    platform: 'input_number',
    weight: 2,
    next: walk(16, 24, { step: 1 }),
    attributes: { min: 16, max: 24, step: 0.5, mode: 'slider', unit_of_measurement: '°C' },
  }),
  actor('input_select.mode', {
    platform: 'input_select',
    weight: 1,
    next: among('on', 'no', 'yes', '1'),
    attributes: { options: ['on', 'no', 'yes', '1'] },
  }),
  actor('input_text.note', {
    platform: 'input_text',
    weight: 1,
    next: among('12', 'twelve', '1e5', 'x=y, z'),
    attributes: { mode: 'text', min: 0, max: 100 },
  }),
  actor('number.pump_runtime', {
    device: 'pump',
    platform: 'shelly',
    category: 'config',
    weight: 1,
    next: walk(1, 60, { step: 5, decimals: 0 }),
    attributes: { min: 1, max: 60, step: 1, mode: 'auto', unit_of_measurement: 'min' },
  }),
  actor('counter.door_openings', {
    platform: 'counter',
    weight: 2,
    next: walk(0, 500, { step: 1, decimals: 0 }),
    attributes: { initial: 0, step: 1 },
  }),
  actor('select.fan_speed', {
    device: 'fan',
    platform: 'dyson_local',
    category: 'config',
    weight: 1,
    next: among('on', 'off', '1', '2'),
    attributes: { options: ['on', 'off', '1', '2'] },
  }),
  actor('automation.night_mode', {
    platform: 'automation',
    weight: 2,
    next: withAttributes(onOff, () => ({ last_triggered: null, current: 0 })),
    attributes: { id: '1690000000000', mode: 'single' },
  }),
  actor('script.good_night', {
    platform: 'script',
    weight: 2,
    next: withAttributes(onOff, (random) => ({ current: random.int(0, 1) })),
    attributes: { mode: 'single' },
  }),
  actor('update.core', {
    platform: 'hassio',
    category: 'diagnostic',
    weight: 1,
    next: withAttributes(onOff, () => ({ in_progress: false, skipped_version: null })),
    attributes: {
      installed_version: '2026.1.1',
      latest_version: '2026.1.2',
      title: 'Home Assistant Core',
      supported_features: 11,
    },
  }),
  actor('button.restart_plug', {
    device: 'plug',
    platform: 'tplink',
    category: 'config',
    weight: 1,
    next: pressed(),
    attributes: { device_class: 'restart' },
  }),
  actor('scene.movie', {
    platform: 'homeassistant',
    weight: 1,
    next: pressed(),
    attributes: { entity_id: ['light.kitchen'], id: '1690000000001' },
  }),
  actor('event.doorbell', {
    platform: 'reolink',
    weight: 1,
    next: withAttributes(pressed(), () => ({ event_type: 'ring' })),
    attributes: { event_types: ['ring'], device_class: 'doorbell' },
  }),
  actor('zone.home', {
    platform: 'zone',
    weight: 1,
    next: among('0', '1', '2'),
    attributes: { latitude: 51.50153, longitude: -0.14189, radius: 100, passive: false, persons: [], editable: true },
  }),
  actor('calendar.family', {
    platform: 'caldav',
    weight: 1,
    next: withAttributes(onOff, () => ({ message: 'Müllabfuhr', all_day: true, start_time: '2026-01-15 00:00:00' })),
    attributes: {},
  }),
]

function pressed(): Simulator {
  return (random) => ({
    state: `2026-01-15T${String(random.int(0, 23)).padStart(2, '0')}:${String(random.int(0, 59)).padStart(2, '0')}:${String(random.int(0, 59)).padStart(2, '0')}.${String(random.int(1, 999_999)).padStart(6, '0')}+00:00`,
  })
}
