import type { EngineContext } from '../context.ts'
import { formatRfc3339 } from '../rfc3339.ts'
import type { DocumentRow } from '../state/records.ts'

/** Kind of the documents that hold stacks. */
export const stackKind = 'stacks'

export interface StackResource {
  readonly kind: string
  readonly metaName: string
  readonly id: string
}

/** What happened to a stack; the last event is its present state. */
export interface StackEvent {
  readonly eventType: 'create' | 'update' | 'uninstall'
  readonly name: string
  readonly description: string
  readonly resources: readonly StackResource[]
  readonly sources: readonly string[]
  readonly urls: readonly string[]
  /** RFC 3339. */
  readonly updatedAt: string
}

const firstEvent = { name: '', description: '', resources: [], sources: [], urls: [] }

/** The events of a stack, oldest first. */
export function eventsOf(row: DocumentRow): readonly StackEvent[] {
  return row.body.events as readonly StackEvent[]
}

/** The present state of a stack. */
export function stateOf(row: DocumentRow): StackEvent {
  const last = eventsOf(row).at(-1)
  return last ?? { ...firstEvent, eventType: 'create', updatedAt: formatRfc3339(row.createdNs) }
}

/** Makes a stack of an organisation. */
export function createStack(context: EngineContext, orgId: string, given: Partial<StackEvent> = {}): DocumentRow {
  const now = context.clock.nowNs()
  const event: StackEvent = { ...firstEvent, ...given, eventType: 'create', updatedAt: formatRfc3339(now) }
  return context.state.documents(stackKind).put({
    id: context.newId(),
    orgId,
    createdNs: now,
    updatedNs: now,
    body: { events: [event] },
  })
}

/** Adds an event that changes the given parts of the present state. */
export function addStackEvent(
  context: EngineContext,
  row: DocumentRow,
  change: Partial<StackEvent> & Pick<StackEvent, 'eventType'>,
): DocumentRow {
  const now = context.clock.nowNs()
  const event: StackEvent = { ...stateOf(row), ...change, updatedAt: formatRfc3339(now) }
  return context.state.documents(stackKind).put({ ...row, updatedNs: now, body: { events: [...eventsOf(row), event] } })
}

const paths: Readonly<Record<string, string>> = {
  Bucket: 'buckets',
  Label: 'labels',
  Task: 'tasks',
  Variable: 'variables',
}

function viewEvent({ resources, ...event }: StackEvent) {
  return {
    ...event,
    resources: resources.map(({ kind, metaName, id }) => ({
      apiVersion: 'influxdata.com/v2alpha1',
      resourceID: id,
      kind,
      templateMetaName: metaName,
      associations: [],
      links: { self: `/api/v2/${paths[kind]}/${id}` },
    })),
  }
}

/** A stack as the API shows it: its present state beside its events. */
export function viewStack(row: DocumentRow) {
  return {
    id: row.id,
    orgID: row.orgId,
    createdAt: formatRfc3339(row.createdNs),
    events: eventsOf(row).map(viewEvent),
    ...viewEvent(stateOf(row)),
  }
}
