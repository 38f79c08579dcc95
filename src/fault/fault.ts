/** One thing that goes wrong with a request or its answer. Times are in ms of the proxy's clock. */
export type Fault =
  /** The connection is refused: nothing is read, nothing forwarded. */
  | { readonly kind: 'refuse' }
  /** The request waits before it is forwarded. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The answer comes in pieces of `bytes` (default 16), `ms` apart; the first piece waits too. */
  | { readonly kind: 'trickle'; readonly ms: number; readonly bytes?: number }
  /** Forwarded at once; the head of the answer waits. */
  | { readonly kind: 'slow-headers'; readonly ms: number }
  /** The connection is reset before the body, halfway through it, or when all of it was read; nothing is forwarded. */
  | { readonly kind: 'reset'; readonly at: 'before-body' | 'during-body' | 'after-body' }
  /** Answered here, not forwarded. A number is seconds; `date` is an HTTP date `retryAfterMs` (default 1000) ahead; other text goes out as it is. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly retryAfter?: number | 'date' | (string & {})
      readonly retryAfterMs?: number
      readonly message?: string
    }
  /** Forwarded, then the connection is reset instead of answered. */
  | { readonly kind: 'commit-drop-answer' }
  /** The first half of the lines is forwarded, then 500. */
  | { readonly kind: 'commit-half' }
  /** Answered 204, not forwarded. */
  | { readonly kind: 'lie' }
  /** Forwarded once; the answer is sent twice on the connection. In process there is no second place for it: noted in the ledger. */
  | { readonly kind: 'answer-twice' }
  /** A connection that was used before is found closed; the first request of a connection passes. */
  | { readonly kind: 'stale-connection' }
  /** Forwarded; the answer, 200 in place of 204, says gzip and ends halfway. */
  | { readonly kind: 'truncated-gzip' }
  /** From now on dates in answers are off by `ms`; the request is forwarded. */
  | { readonly kind: 'clock-step'; readonly ms: number }
  /** Refuses everything on every connection for `ms`, this request first. */
  | { readonly kind: 'restart'; readonly ms: number }
  /** 500 as a server answers that cannot write its log; nothing stored. */
  | { readonly kind: 'disk-full' }

export type FaultKind = Fault['kind']

/** Every kind of fault, with an instance of moderate size: what a seeded schedule draws from unless told otherwise. */
export const exampleFaults = {
  refuse: { kind: 'refuse' },
  delay: { kind: 'delay', ms: 50 },
  trickle: { kind: 'trickle', ms: 5 },
  'slow-headers': { kind: 'slow-headers', ms: 50 },
  reset: { kind: 'reset', at: 'after-body' },
  status: { kind: 'status', status: 503, retryAfter: 1 },
  'commit-drop-answer': { kind: 'commit-drop-answer' },
  'commit-half': { kind: 'commit-half' },
  lie: { kind: 'lie' },
  'answer-twice': { kind: 'answer-twice' },
  'stale-connection': { kind: 'stale-connection' },
  'truncated-gzip': { kind: 'truncated-gzip' },
  'clock-step': { kind: 'clock-step', ms: 3_600_000 },
  restart: { kind: 'restart', ms: 200 },
  'disk-full': { kind: 'disk-full' },
} as const satisfies { readonly [Kind in FaultKind]: Extract<Fault, { kind: Kind }> }
