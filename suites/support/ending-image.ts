import { randomUUID } from 'node:crypto'
import { getContainerRuntimeClient } from 'testcontainers'

/** A flag that no server knows: influxd refuses it, and so does the embedded engine. */
const unknownFlag = '--no-such-flag'

/** An image whose container says what is wrong in its log and ends at once, made of another; removed at disposal. */
export async function endingImage(image: string): Promise<AsyncDisposable & { readonly name: string }> {
  const { dockerode } = (await getContainerRuntimeClient()).container
  const [repo, tag] = ['fluxproof-suite-ending', randomUUID()]
  const container = await dockerode.createContainer({ Image: image, Cmd: [unknownFlag] })
  try {
    await container.commit({ repo, tag })
  } finally {
    await container.remove({ v: true })
  }
  const name = `${repo}:${tag}`
  return { name, [Symbol.asyncDispose]: async () => void (await dockerode.getImage(name).remove()) }
}
