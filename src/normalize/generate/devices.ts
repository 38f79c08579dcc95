import type { Area, Device } from './entity.ts'
import { createRandom } from './random.ts'

/** The rooms. One was renamed after its id was made, one has a name beyond ASCII. */
export const areas: readonly Area[] = [
  { areaId: 'living_room', name: 'Living Room' },
  { areaId: 'kitchen', name: 'Kitchen' },
  { areaId: 'bedroom_2', name: 'Guest Room' },
  { areaId: 'garage', name: 'Garage' },
  { areaId: 'garten', name: 'Gärten' },
  { areaId: 'utility', name: 'Utility Room' },
  { areaId: 'den', name: 'Den' },
]

/** The devices, by key. Names hold what line protocol must escape. */
export const devices: Readonly<Record<string, Device>> = {
  weatherStation: device(1, 'Weather Station, roof', {
    manufacturer: 'Ecowitt',
    model: 'GW2000',
    swVersion: '3.1.2',
    areaId: 'garten',
  }),
  heatPump: device(2, 'Heat Pump', {
    manufacturer: 'Vaillant',
    model: 'aroTHERM plus',
    swVersion: '351.06.07',
    areaId: 'utility',
  }),
  washer: device(3, 'Washer', { manufacturer: 'Miele', model: 'WCR 870', areaId: 'utility' }),
  doorSensor: device(4, 'Front Door', {
    manufacturer: 'Aqara',
    model: 'MCCGQ11LM',
    swVersion: '3000-0001',
    areaId: 'living_room',
  }),
  kitchenLamp: device(5, 'Hue ambiance lamp', {
    nameByUser: 'Kitchen = main',
    manufacturer: 'Signify',
    model: 'LTA001',
    swVersion: '1.104.2',
    areaId: 'kitchen',
  }),
  pump: device(6, 'Garden Pump', { manufacturer: 'Shelly', model: 'Plus 1PM', swVersion: '1.4.4', areaId: 'garten' }),
  thermostat: device(7, 'Thermostat', {
    manufacturer: 'tado',
    model: 'RU02',
    swVersion: '95.1',
    areaId: 'living_room',
  }),
  garageDoor: device(8, 'Garage Door', { manufacturer: 'Hörmann', model: 'SupraMatic E4', areaId: 'garage' }),
  lock: device(9, 'Front Lock', {
    manufacturer: 'Nuki',
    model: 'Smart Lock 3.0',
    swVersion: '3.8.5',
    areaId: 'living_room',
  }),
  speaker: device(10, 'Den', { manufacturer: 'Sonos', model: 'Era 100', swVersion: '16.3', areaId: 'den' }),
  alarm: device(11, 'Alarm', { manufacturer: 'Satel', model: 'INTEGRA 64', swVersion: '1.21', areaId: 'utility' }),
  vacuum: device(12, 'Rosie', { manufacturer: 'Roborock', model: 'S7', swVersion: '4.3.5', areaId: 'living_room' }),
  plug: device(13, 'Desk Plug', { manufacturer: 'TP-Link', model: 'P110', swVersion: '1.3.1', areaId: 'den' }),
  meter: device(14, 'Smart Meter', { manufacturer: 'Landis+Gyr', model: 'E450', areaId: 'utility' }),
  multiSensor: device(15, 'Multisensor 7', {
    nameByUser: 'Guest Room Sensor',
    manufacturer: 'Aeotec',
    model: 'ZWA024',
    swVersion: '1.0.4',
    areaId: 'bedroom_2',
  }),
  boiler: device(16, 'Boiler', { manufacturer: 'Rheem', model: 'ProTerra', swVersion: '5.02', areaId: 'utility' }),
  phone: device(17, 'Ana’s Phone', { manufacturer: 'Fairphone', model: 'FP5', swVersion: '14' }),
  fan: device(18, 'Bedroom Fan', { manufacturer: 'Dyson', model: 'TP07', areaId: 'bedroom_2' }),
}

function device(number: number, name: string, rest: Omit<Device, 'id' | 'name'>): Device {
  return { id: createRandom(number).hex(32), name, ...rest }
}
