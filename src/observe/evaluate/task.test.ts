import { hourNs, minuteNs } from '../../contract/duration.ts'
import { read } from '../reading.ts'
import { unknownRights } from '../rights.ts'
import { checkOf, now, task, trouble } from '../testing/observation.ts'
import { testVerdicts } from '../testing/verdict-case.ts'

const of = { task: 'hourly', name: 'hourly' }
const schedule = { kind: 'every', every: hourNs, offset: 0n } as const
const present = checkOf('task-present', of)
const active = checkOf('task-active', { ...of, active: true })
const flux = checkOf('task-flux', { ...of, flux: task().flux })
const scheduled = checkOf('task-schedule', { ...of, schedule })
const nightly = checkOf('task-schedule', {
  ...of,
  schedule: { kind: 'cron', cron: '0 3 * * *', offset: 5n * minuteNs },
})
const lastRun = checkOf('task-last-run', { ...of, schedule })

const tasks = (...all: Parameters<typeof task>[0][]) => ({ tasks: read(all.map((one) => task(one))) })
const noRun = { lastRunStatus: '', latestCompleted: '2026-03-01T11:30:00Z', createdAt: '2026-03-01T11:30:00Z' }

testVerdicts([
  ['a task', present, {}, 'passed'],
  ['a missing task', present, tasks({ name: 'other' }), 'failed', 'none'],
  ['two tasks of one name', present, tasks({}, {}), 'failed', '2'],
  ['an empty list that decides nothing', present, { ...tasks(), rights: unknownRights }, 'error', 'sees no task'],
  ['no task at all', present, tasks(), 'failed'],
  ['a list that failed', present, { tasks: trouble }, 'error'],

  ['an active task', active, {}, 'passed'],
  ['an inactive task', active, tasks({ status: 'inactive' }), 'failed', 'inactive'],
  ['a missing task', active, tasks({ name: 'other' }), 'skipped', 'no task named'],

  ['the same script', flux, {}, 'passed'],
  [
    'another layout and schedule',
    flux,
    tasks({ flux: '// hi\noption task = {\n  name: "x", every: 2h}\nfrom(bucket: "raw")\n  |> range(start: -1h)' }),
    'passed',
  ],
  ['another range', flux, tasks({ flux: task().flux.replace('start: -1h', 'start: -2h') }), 'failed', 'start: -2h'],
  ['one more statement', flux, tasks({ flux: `${task().flux}\n\nx = 1` }), 'failed', 'x = 1'],
  [
    'another concurrency',
    flux,
    tasks({ flux: task().flux.replace('every: 1h', 'every: 1h, concurrency: 2') }),
    'failed',
  ],

  ['the schedule', scheduled, {}, 'passed'],
  ['the schedule in other units', scheduled, tasks({ every: '60m0s' }), 'passed'],
  ['another interval', scheduled, tasks({ every: '2h' }), 'failed', 'every 1h | every 2h'],
  ['an offset', scheduled, tasks({ offset: '5m0s' }), 'failed', 'offset 5m'],
  ['the cron expression', nightly, tasks({ every: '', cron: '0 3 * * *', offset: '5m' }), 'passed'],
  ['another cron expression', nightly, tasks({ every: '', cron: '0 4 * * *', offset: '5m' }), 'failed', '0 4 * * *'],

  ['a run that succeeded', lastRun, {}, 'passed'],
  [
    'a run that failed',
    lastRun,
    tasks({ lastRunStatus: 'failed', lastRunError: 'no column "kw"' }),
    'failed',
    'no column "kw"',
  ],
  [
    'a run that is missing',
    lastRun,
    tasks({ latestCompleted: '2026-03-01T10:00:00Z' }),
    'failed',
    'a run at 2026-03-01T11:00:00Z',
  ],
  [
    'a run that was due a minute ago',
    lastRun,
    { ...tasks(noRun), nowNs: now + minuteNs },
    'skipped',
    'due at 2026-03-01T12:00:00Z',
  ],
  ['a run that was due long ago', lastRun, { ...tasks(noRun), nowNs: now + 10n * minuteNs }, 'failed', '10m later'],
  ['no run that was due', lastRun, { ...tasks(noRun), nowNs: now - minuteNs }, 'skipped'],
  ['an inactive task', lastRun, tasks({ status: 'inactive' }), 'skipped', 'inactive'],
])
