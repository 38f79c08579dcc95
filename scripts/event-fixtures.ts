import { generateEnergyReadings } from '../src/normalize/generate/energy-readings.ts'
import { generateGrayLogicRecords } from '../src/normalize/generate/gray-logic-records.ts'
import { registryFile } from '../src/normalize/generate/home.ts'
import { generatePatternRecords } from '../src/normalize/generate/pattern-records.ts'
import { generateStateChanges } from '../src/normalize/generate/state-changes.ts'

/** Every fixture begins, or, for pattern aggregates, ends on this day. */
const dayMs = 86_400_000
const startMs = Date.UTC(2026, 0, 15)
const seed = 20_260_115

/** One file of fixtures/events, before compression. */
export interface EventFixture {
  readonly file: string
  readonly text: string
}

/** The content of every file in fixtures/events, from fixed seeds and a fixed day: equal on every machine. */
export function eventFixtures(): readonly EventFixture[] {
  return [
    {
      file: 'home-assistant.jsonl.gz',
      text: lines(generateStateChanges({ seed, startMs, spanMs: dayMs, events: 2400 })),
    },
    { file: 'energy-monitor.jsonl.gz', text: lines(generateEnergyReadings({ seed, startMs, readings: 1440 })) },
    {
      file: 'gray-logic.jsonl.gz',
      text: lines(generateGrayLogicRecords({ seed, startMs, everyMs: 600_000, rounds: 144 })),
    },
    {
      file: 'pattern-aggregates.jsonl.gz',
      text: lines(generatePatternRecords({ seed, endMs: startMs, days: 7, weeks: 10 })),
    },
    { file: 'registry.json', text: `${JSON.stringify(registryFile(), null, 1)}\n` },
  ]
}

function lines(records: Iterable<unknown>): string {
  let text = ''
  for (const record of records) text += `${JSON.stringify(record)}\n`
  return text
}
