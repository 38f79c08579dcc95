import { moduleSubject } from '../../../bench/gate/subject/module-subject.ts'
import { remoteSubject } from '../../../bench/gate/subject/remote-subject.ts'
import { servedSubject } from '../../../bench/gate/subject/served-subject.ts'
import type { Subject } from '../../../bench/gate/subject/subject.ts'
import { readSubjectChoice } from '../../../bench/gate/subject/subject-choice.ts'
import { loadWriter } from '../../conformance/load-writer.ts'
import type { Io } from '../../io.ts'
import { requireWriteAllowed, targetOf } from '../../open-target.ts'
import type { CompareFlags } from './compare-command.ts'

/** The subject that a text names; nothing is started. @throws UsageError for a text that names none, or a server that may not be written to. */
export async function openSubject(text: string, flags: CompareFlags, { io }: { readonly io: Io }): Promise<Subject> {
  const choice = readSubjectChoice(text)
  if (choice.kind === 'embedded') return servedSubject(text)
  if (choice.kind === 'dir') return servedSubject(text, { main: choice.main })
  if (choice.kind === 'module') {
    const { factory } = await loadWriter({ module: choice.path })
    return moduleSubject(text, factory)
  }
  const { org, tokenFile } = flags
  const target = await targetOf(
    {
      target: 'remote',
      url: choice.url,
      ...(org !== undefined && { org }),
      ...(tokenFile !== undefined && { tokenFile }),
    },
    { io },
  )
  requireWriteAllowed(target, flags.allowWrite, `compare ${text}`)
  return remoteSubject(text, target)
}
