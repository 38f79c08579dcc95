import type { WriterAdapter, WriterServer } from '../writer-adapter.ts'

/** The writer that one writes in ten minutes: collects lines, sends them on flush, fails when the answer is not 2xx. */
export function naiveFetchWriter(): WriterAdapter {
  let server: WriterServer | undefined
  let lines: string[] = []
  async function flush(): Promise<void> {
    if (server === undefined || lines.length === 0) return
    const body = lines.join('\n')
    lines = []
    const { url, org, bucket, token, fetch: send = fetch } = server
    const address = `${url}/api/v2/write?${new URLSearchParams({ org, bucket })}`
    const answer = await send(
      new Request(address, { method: 'POST', headers: { authorization: `Token ${token}` }, body }),
    )
    if (!answer.ok) throw new Error(`write answered ${answer.status}`)
  }
  return {
    async open(opened) {
      server = opened
    },
    write(line) {
      lines.push(line)
    },
    flush,
    close: flush,
  }
}
