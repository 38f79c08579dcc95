import { Document } from 'yaml'
import { formatTime } from '../../client/rfc3339.ts'
import { formatDuration } from '../../contract/duration.ts'
import type { Survey } from '../survey/survey.ts'
import { bucketEntry } from './bucket-entry.ts'
import { commentedMap, type Entry, literal } from './commented-map.ts'
import { dbrpEntries } from './dbrp-entries.ts'
import { type FluxFile, taskEntries } from './task-entries.ts'
import { tokenEntries } from './token-entries.ts'

/** A check that the server does not keep as it is. */
export interface ImportedWaiver {
  readonly check: string
  readonly reason: string
  /** Last day, inclusive. */
  readonly until: string
}

export interface ContractText {
  readonly text: string
  readonly files: readonly FluxFile[]
}

export interface ContractTextOptions {
  readonly name: string
  readonly filesBase?: string | undefined
  readonly waivers?: readonly ImportedWaiver[]
}

/** A survey as the text of a contract, with the Flux files that it names. Facts are clauses; what was only observed is commented out. */
export function contractText(survey: Survey, { name, filesBase, waivers = [] }: ContractTextOptions): ContractText {
  const tokens = tokenEntries(survey)
  const tasks = taskEntries(survey, filesBase)
  const dbrps = dbrpEntries(survey)
  const left = [...tokens.left, ...tasks.left, ...dbrps.left]
  const section = (key: string, entries: readonly Entry[]): Entry[] =>
    entries.length === 0 ? [] : [{ key, value: commentedMap(entries) }]
  const map = commentedMap(
    [
      { key: 'contract', value: 1 },
      { key: 'name', value: name },
      { key: 'org', value: survey.org },
      ...(survey.complete
        ? []
        : [{ key: 'open', value: true, aside: 'not known to be all buckets of the org' } satisfies Entry]),
      { key: 'buckets', value: commentedMap(survey.buckets.map((bucket) => bucketEntry(bucket, survey))) },
      ...section('tokens', tokens.entries),
      ...section('tasks', tasks.entries),
      ...section('dbrp', dbrps.entries),
    ],
    left.length === 0 ? [] : ['Not in this contract:', ...left.map((line) => `- ${line}`)],
  )
  const document = new Document(map)
  if (waivers.length > 0) {
    document.set(
      'waivers',
      waivers.map(({ check, reason, until }) => ({ check, reason: literal(reason), until })),
    )
  }
  document.commentBefore = [
    `Imported from ${survey.version === undefined ? 'a server' : `InfluxDB ${survey.version}`} at ${formatTime(survey.nowNs)}.`,
    'Buckets, tags, fields and types are what the server has. What is commented out was observed, values and counts over the',
    `last ${formatDuration(survey.lookbackNs)}: confirm it, and it is checked from then on.`,
    ...(waivers.length === 0
      ? []
      : ['The waivers name what the server does not keep as it is: mend it, or the contract, before their last day.']),
  ]
    .map((line) => ` ${line}`)
    .join('\n')
  return { text: document.toString({ lineWidth: 0, flowCollectionPadding: true }), files: tasks.files }
}
