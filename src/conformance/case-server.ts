/** Names of the throw-away server of every case. */
export const caseServer = {
  org: 'conformance',
  bucket: 'points',
  token: 'conformance-token',
  username: 'conformance',
} as const
