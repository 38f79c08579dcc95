import { ClientError } from '../client/client-error.ts'
import { FluxproofError } from '../errors/index.ts'
import { labelOf, type Resource } from './change.ts'

/** Why a change did not happen, and the next step. */
export interface Failure {
  readonly reason: string
  readonly next: string
}

/** Says a failed call in terms of the change that it was for: already there, not permitted and not reachable each differ. */
export function explainFailure(error: unknown, { resource }: { readonly resource: Resource }): Failure {
  const label = labelOf(resource)
  if (!(error instanceof ClientError)) {
    if (error instanceof FluxproofError)
      return { reason: error.message, next: error.next ?? 'Correct that and apply again' }
    throw error
  }
  switch (error.kind) {
    case 'already-exists':
      return {
        reason: `${label} already exists, but the token could not see it`,
        next: `Use a token that may read it, and apply again: the server said "${error.serverMessage ?? ''}"`,
      }
    case 'unauthorized':
    case 'forbidden':
      return {
        reason: `permission denied for ${label}: ${error.serverMessage ?? 'the server gave no reason'}`,
        next: `Use a token with ${neededRight(resource)}, or an operator token`,
      }
    case 'connection-refused':
    case 'unknown-host':
    case 'closed':
    case 'timeout':
      return { reason: error.found, next: error.next ?? 'Start the server and apply again' }
    default:
      return { reason: error.found, next: error.next ?? 'Correct that and apply again' }
  }
}

function neededRight({ kind }: Resource): string {
  const rights: Record<Resource['kind'], string> = {
    org: 'write:orgs on every organization',
    bucket: 'write:buckets in the organization',
    token: 'write:authorizations, and every right that the new token shall have',
    task: 'write:tasks in the organization',
    dbrp: 'write:dbrp in the organization',
  }
  return rights[kind]
}
