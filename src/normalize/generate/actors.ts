import type { JsonRecord } from '../record.ts'
import { actor } from './actor.ts'
import type { Entity } from './entity.ts'
import { among, type Simulator, withAttributes } from './simulator.ts'

const onOff = among('on', 'off')

/** What is switched, opened, locked, played, armed and tracked, the weather and the sun. */
export const actors: readonly Entity[] = [
  actor('light.kitchen', {
    device: 'kitchenLamp',
    platform: 'hue',
    weight: 12,
    next: withAttributes(onOff, lampAttributes),
    attributes: {
      min_color_temp_kelvin: 2202,
      max_color_temp_kelvin: 6535,
      supported_color_modes: ['color_temp', 'xy'],
      effect_list: ['blink', 'breathe'],
      supported_features: 44,
    },
  }),
  actor('light.porch', {
    area: 'garten',
    platform: 'zwave_js',
    weight: 4,
    next: withAttributes(onOff, (random, state) => ({
      brightness: state === 'on' ? random.int(1, 255) : null,
      color_mode: state === 'on' ? 'brightness' : null,
    })),
    attributes: { supported_color_modes: ['brightness'], supported_features: 40 },
  }),
  actor('switch.garden_pump', {
    device: 'pump',
    platform: 'shelly',
    weight: 6,
    next: onOff,
    attributes: { device_class: 'outlet' },
  }),
  actor('switch.desk_plug', {
    device: 'plug',
    platform: 'tplink',
    weight: 4,
    next: onOff,
    attributes: { device_class: 'outlet' },
  }),
  actor('fan.bedroom', {
    device: 'fan',
    platform: 'dyson_local',
    weight: 4,
    next: withAttributes(onOff, (random, state) => ({
      percentage: state === 'on' ? random.int(1, 10) * 10 : 0,
      oscillating: random.chance(0.5),
      preset_mode: null,
    })),
    attributes: { percentage_step: 10, supported_features: 57 },
  }),
  actor('humidifier.guest_room', {
    area: 'bedroom_2',
    platform: 'generic_hygrostat',
    weight: 2,
    next: withAttributes(onOff, (random) => ({
      humidity: random.int(35, 60),
      current_humidity: random.int(25, 70),
      mode: 'normal',
    })),
    attributes: { device_class: 'humidifier', min_humidity: 30, max_humidity: 70, supported_features: 0 },
  }),
  actor('siren.alarm', {
    device: 'alarm',
    platform: 'satel_integra',
    weight: 1,
    next: onOff,
    attributes: { supported_features: 15 },
  }),
  actor('remote.den', {
    device: 'speaker',
    platform: 'harmony',
    weight: 2,
    next: withAttributes(onOff, (_, state) => ({ current_activity: state === 'on' ? 'Watch TV' : 'PowerOff' })),
    attributes: { activity_list: ['Watch TV'] },
  }),
  actor('climate.living_room', {
    device: 'thermostat',
    platform: 'tado',
    weight: 10,
    next: withAttributes(among('off', 'heat', 'cool', 'heat_cool', 'auto', 'dry', 'fan_only'), climateAttributes),
    attributes: {
      hvac_modes: ['off', 'heat', 'cool', 'heat_cool'],
      min_temp: 7,
      max_temp: 35,
      fan_modes: ['auto', 'low', 'high'],
      preset_modes: ['none', 'away'],
      supported_features: 411,
    },
  }),
  actor('cover.garage', {
    device: 'garageDoor',
    platform: 'homekit_controller',
    weight: 4,
    next: withAttributes(among('open', 'opening', 'closed', 'closing'), (random, state) => ({
      current_position: state === 'open' ? 100 : state === 'closed' ? 0 : random.int(1, 99),
    })),
    attributes: { device_class: 'garage', supported_features: 15 },
  }),
  actor('lock.front', {
    device: 'lock',
    platform: 'nuki',
    weight: 3,
    next: withAttributes(
      among('locked', 'unlocked', 'locking', 'unlocking', 'jammed', 'open', 'opening'),
      (random) => ({ changed_by: random.chance(0.5) ? 'Keypad 2' : null }),
    ),
    attributes: { code_format: null, supported_features: 0 },
  }),
  actor('weather.home', {
    platform: 'met',
    weight: 10,
    next: weatherStates(),
    attributes: {
      temperature_unit: '°F',
      pressure_unit: 'inHg',
      wind_speed_unit: 'mph',
      visibility_unit: 'mi',
      precipitation_unit: 'in',
      attribution: 'Data provided by Met.no',
      supported_features: 3,
    },
  }),
  actor('sun.sun', {
    platform: 'sun',
    weight: 8,
    next: withAttributes(among('above_horizon', 'below_horizon'), (random) => ({
      next_dawn: '2026-01-16T06:12:41.318204+00:00',
      next_rising: '2026-01-16T06:47:02+00:00',
      elevation: random.chance(0.2) ? random.int(-20, 40) : random.float(-20, 40),
      azimuth: random.chance(0.2) ? random.int(0, 359) : random.float(0, 359),
      rising: random.chance(0.5),
    })),
    attributes: {},
  }),
  actor('person.ana', {
    platform: 'person',
    weight: 3,
    next: withAttributes(among('home', 'not_home', 'Work', 'Gym & Spa'), locationAttributes),
    attributes: {
      editable: true,
      id: 'ana',
      device_trackers: ['device_tracker.ana_phone'],
      source: 'device_tracker.ana_phone',
      user_id: '5f0c8e2b7a9d4c61b3e2f1a098765432',
    },
  }),
  actor('device_tracker.ana_phone', {
    device: 'phone',
    platform: 'mobile_app',
    weight: 4,
    next: withAttributes(among('home', 'not_home', 'Work'), locationAttributes),
    attributes: { source_type: 'gps' },
  }),
  actor('media_player.den', {
    device: 'speaker',
    platform: 'sonos',
    weight: 8,
    next: withAttributes(among('off', 'on', 'idle', 'playing', 'paused', 'standby', 'buffering'), mediaAttributes),
    attributes: { source_list: ['TV', 'HDMI 1'], device_class: 'speaker', supported_features: 152461 },
  }),
  actor('alarm_control_panel.home', {
    device: 'alarm',
    platform: 'satel_integra',
    weight: 2,
    next: withAttributes(
      among('disarmed', 'armed_home', 'armed_away', 'armed_night', 'pending', 'arming', 'triggered'),
      () => ({ changed_by: null }),
    ),
    attributes: { code_format: 'number', code_arm_required: true, supported_features: 31 },
  }),
  actor('vacuum.rosie', {
    device: 'vacuum',
    platform: 'roborock',
    weight: 3,
    next: withAttributes(among('cleaning', 'docked', 'idle', 'paused', 'returning', 'error'), (random) => ({
      battery_level: random.int(10, 100),
      fan_speed: 'balanced',
    })),
    attributes: { fan_speed_list: ['quiet', 'balanced'], supported_features: 14204 },
  }),
  actor('water_heater.boiler', {
    device: 'boiler',
    platform: 'econet',
    weight: 2,
    next: withAttributes(among('eco', 'electric', 'off'), (random) => ({
      current_temperature: random.int(90, 130),
      temperature: random.chance(0.2) ? null : 120,
    })),
    attributes: { min_temp: 110, max_temp: 140 },
  }),
]

function lampAttributes(random: Parameters<Simulator>[0], state: string): JsonRecord {
  if (state === 'off')
    return {
      color_mode: null,
      brightness: null,
      color_temp_kelvin: null,
      hs_color: null,
      rgb_color: null,
      xy_color: null,
      effect: null,
    }
  return {
    color_mode: 'color_temp',
    brightness: random.int(1, 255),
    color_temp_kelvin: random.int(2202, 6535),
    hs_color: [random.float(0, 360, { decimals: 3 }), 64.71],
    rgb_color: [255, 167, 89],
    xy_color: [0.524, 0.387],
    effect: null,
  }
}

function climateAttributes(random: Parameters<Simulator>[0], state: string): JsonRecord {
  const range = state === 'heat_cool'
  return {
    current_temperature: random.float(17, 25, { decimals: 1 }),
    temperature: range ? null : random.int(18, 23),
    target_temp_high: range ? 24.0 : null,
    target_temp_low: range ? 19.5 : null,
    current_humidity: random.int(30, 60),
    fan_mode: 'auto',
    hvac_action: 'idle',
    preset_mode: 'none',
  }
}

function locationAttributes(random: Parameters<Simulator>[0]): JsonRecord {
  return {
    latitude: random.float(51.4, 51.6, { decimals: 5 }),
    longitude: random.float(-0.2, -0.1, { decimals: 5 }),
    gps_accuracy: random.int(3, 60),
  }
}

function mediaAttributes(random: Parameters<Simulator>[0], state: string): JsonRecord {
  if (state === 'off') return {}
  return {
    volume_level: random.float(0, 1),
    is_volume_muted: false,
    media_content_type: 'music',
    media_title: random.pick(['Say "Hi", again', 'C:\\', 'Ωmega = 1']),
    media_duration: random.int(100, 400),
    media_position: random.int(0, 100),
    media_position_updated_at: '2026-01-15T07:31:04.498001+00:00',
    shuffle: random.chance(0.5),
    repeat: random.pick(['off', 'all', 'one']),
  }
}

function weatherStates(): Simulator {
  const conditions = among(
    'clear-night',
    'cloudy',
    'fog',
    'lightning-rainy',
    'partlycloudy',
    'rainy',
    'snowy',
    'sunny',
    'windy',
  )
  return (random, before) => ({
    // The condition lasts for many reports; the measures move with each.
    state: before !== undefined && random.chance(0.8) ? before.state : conditions(random, before).state,
    attributes: {
      temperature: random.float(20, 75, { decimals: 1 }),
      dew_point: random.chance(0.1) ? null : random.float(10, 60, { decimals: 1 }),
      humidity: random.int(20, 100),
      cloud_coverage: random.int(0, 100),
      pressure: random.chance(0.1) ? null : random.float(29.2, 30.6),
      wind_bearing: random.float(0, 359, { decimals: 1 }),
      wind_speed: random.float(0, 40),
    },
  })
}
