import type { Subject } from '../subject/subject.ts'

/**
 * A subject whose every batch takes longer by a share of its own time, as it is measured: from handing it in to its acknowledgement. The time is
 * worked away, not waited. A share of what the server alone measures would be less of the whole by what client and network take, and more
 * by what a second program costs: neither is the share that was named.
 * @param share 0.15 for 15 %. @param now ms, of a clock that goes on. Default: the process's.
 */
export function slowedSubject(subject: Subject, share: number, { now = () => performance.now() } = {}): Subject {
  return {
    name: `${subject.name}, ${Math.round(share * 100)} % slower`,
    async start(options) {
      const running = await subject.start(options)
      return {
        server: running.server,
        async write(batch) {
          const start = now()
          await running.write(batch)
          const until = start + (now() - start) * (1 + share)
          while (now() < until);
        },
        [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
      }
    },
  }
}
