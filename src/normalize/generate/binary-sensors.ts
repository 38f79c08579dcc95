import type { JsonRecord } from '../record.ts'
import { actor } from './actor.ts'
import type { Entity } from './entity.ts'
import { among, withAttributes } from './simulator.ts'

const onOff = among('on', 'off')

/** Binary sensors: the device class says what "on" means. */
export const binarySensors: readonly Entity[] = [
  binary('front_door', 'door', { device: 'doorSensor', weight: 6 }),
  binary('guest_window', 'window', { device: 'multiSensor', weight: 2 }),
  binary('hall_motion', 'motion', { device: 'multiSensor', weight: 14 }),
  binary('den_presence', 'occupancy', { device: 'multiSensor', weight: 8 }),
  binary('leak', 'moisture', { device: 'washer', weight: 1 }),
  binary('lock_state', 'lock', { device: 'lock', weight: 2 }),
  binary('smoke', 'smoke', { weight: 1 }),
  binary('door_battery', 'battery', { device: 'doorSensor', weight: 1, category: 'diagnostic' }),
  binary('router', 'connectivity', { weight: 2, category: 'diagnostic' }),
  {
    ...binary('someone_asleep', undefined, { weight: 3 }),
    platform: 'bayesian',
    next: withAttributes(onOff, (random) => ({
      probability: random.float(0, 1),
      probability_threshold: 0.5,
      occurred_observation_entities: [],
    })),
  },
]

function binary(
  name: string,
  deviceClass: string | undefined,
  rest: { device?: string; weight: number; category?: 'diagnostic' },
): Entity {
  const attributes: JsonRecord = deviceClass === undefined ? {} : { device_class: deviceClass }
  return actor(`binary_sensor.${name}`, { platform: 'zha', next: onOff, ...rest, attributes })
}
