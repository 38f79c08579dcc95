/** What one appliance draws: a standing draw, a running draw, how long it runs and when. */
export interface Appliance {
  readonly id: string
  /** kW while it idles. */
  readonly standing: number
  /** kW while it runs. */
  readonly running: number
  /** Minutes of one run. */
  readonly runs: number
  /** Probability of a start in a minute of a waking hour; the night has a tenth of it. */
  readonly starts: number
}

/** The eleven appliances of the generated building. */
export const appliances: readonly Appliance[] = [
  { id: 'fridge', standing: 0.002, running: 0.11, runs: 18, starts: 0.05 },
  { id: 'freezer', standing: 0.002, running: 0.09, runs: 22, starts: 0.04 },
  { id: 'heat_pump', standing: 0.015, running: 2.6, runs: 35, starts: 0.012 },
  { id: 'water_heater', standing: 0.001, running: 2.9, runs: 25, starts: 0.006 },
  { id: 'ev_charger', standing: 0.004, running: 7.2, runs: 180, starts: 0.0015 },
  { id: 'washing_machine', standing: 0.001, running: 0.62, runs: 95, starts: 0.0018 },
  { id: 'dryer', standing: 0.001, running: 0.9, runs: 110, starts: 0.0014 },
  { id: 'dishwasher', standing: 0.001, running: 0.74, runs: 120, starts: 0.0016 },
  { id: 'oven', standing: 0.002, running: 2.2, runs: 40, starts: 0.003 },
  { id: 'induction_hob', standing: 0, running: 1.7, runs: 20, starts: 0.005 },
  { id: 'television', standing: 0.0005, running: 0.12, runs: 130, starts: 0.004 },
]
