/** The last lines that a server said, kept so that a failed start can show them. */
export interface LogTail {
  /** Takes a chunk of the log; lines may be split over chunks. */
  push(chunk: string): void
  /** The kept lines, oldest first, the unfinished one included. */
  text(): string
}

/** @param maxLines lines that are kept. */
export function createLogTail(maxLines = 40): LogTail {
  let lines: string[] = []
  let open = ''
  return {
    push(chunk) {
      const parts = (open + chunk).split('\n')
      open = parts.pop() ?? ''
      lines = [...lines, ...parts].slice(-maxLines)
    },
    text: () => [...lines, ...(open === '' ? [] : [open])].join('\n'),
  }
}
