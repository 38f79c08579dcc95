import type { Subject } from '../subject/subject.ts'

interface Clock {
  /** ms, of a clock that goes on. Default: the process's. */
  readonly now?: () => number
}

/**
 * A subject whose every batch takes longer by a share of its own time, as it is measured: from handing it in to its acknowledgement. The time is
 * worked away, not waited. A share of what the server alone measures would be less of the whole by what client and network take, and more
 * by what a second program costs: neither is the share that was named.
 * @param share 0.15 for 15 %.
 */
export function slowedSubject(subject: Subject, share: number, { now = () => performance.now() }: Clock = {}): Subject {
  return {
    name: `${subject.name}, ${Math.round(share * 100)} % slower`,
    async start(options) {
      const running = await subject.start(options)
      return {
        server: running.server,
        async write(batch) {
          const start = now()
          await running.write(batch)
          workUntil(start + (now() - start) * (1 + share), now)
        },
        [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
      }
    },
  }
}

/**
 * The same subject at the pace of the slowed one: it works as long, after its time was taken. A server that gets its next batch later finds its
 * processor asleep, or its memory out of the cache, and takes some 5 % more: measured against one that goes on at once, 15 % looked like 20 %.
 */
export function pacedSubject(subject: Subject, share: number, { now = () => performance.now() }: Clock = {}): Subject {
  return {
    name: subject.name,
    async start(options) {
      const running = await subject.start(options)
      let tookMs = 0
      return {
        server: running.server,
        async write(batch) {
          const start = now()
          await running.write(batch)
          tookMs = now() - start
        },
        rest: () => workUntil(now() + tookMs * share, now),
        [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
      }
    },
  }
}

function workUntil(ms: number, now: () => number): void {
  while (now() < ms);
}
