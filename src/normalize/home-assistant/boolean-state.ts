/** Domains whose state is on or off and nothing else. */
const onOffDomains: ReadonlySet<string> = new Set([
  'automation',
  'binary_sensor',
  'calendar',
  'fan',
  'group',
  'humidifier',
  'input_boolean',
  'light',
  'remote',
  'schedule',
  'script',
  'siren',
  'switch',
  'update',
])

const onOff: ReadonlyMap<string, boolean> = new Map([
  ['on', true],
  ['off', false],
])

/** States of other domains that are one of two, as core's own influxdb integration reads them; what is between ("opening", "jammed") is text. */
const pairs: ReadonlyMap<string, ReadonlyMap<string, boolean>> = new Map([
  ['lock', pair('locked', 'unlocked')],
  ['cover', pair('open', 'closed')],
  ['valve', pair('open', 'closed')],
  ['sun', pair('above_horizon', 'below_horizon')],
  ['person', pair('home', 'not_home')],
  ['device_tracker', pair('home', 'not_home')],
])

/**
 * The truth of a state in its domain, or undefined where it is not one of two: "1", "yes" or "on" of a sensor or a select is text.
 * A binary_sensor's "on" is true in its device class's sense: a door that is open, a battery that is low, a lock that is unlocked (the opposite
 * of the lock domain, where 1 is locked).
 */
export function booleanState(domain: string, state: string): boolean | undefined {
  return booleanStates(domain)?.get(state)
}

/** The truth of each of a domain's two states; undefined where it has other ones. */
export function booleanStates(domain: string): ReadonlyMap<string, boolean> | undefined {
  return onOffDomains.has(domain) ? onOff : pairs.get(domain)
}

function pair(yes: string, no: string): ReadonlyMap<string, boolean> {
  return new Map([
    [yes, true],
    [no, false],
  ])
}
