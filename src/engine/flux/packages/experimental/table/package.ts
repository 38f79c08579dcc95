import { TableStream } from '../../../plan/table-stream.ts'
import { builtin, type Package } from '../../builtin.ts'
import { tableFillNode } from './fill-node.ts'

const fill = builtin('fill', ['<-tables'], (args, { frame }) => {
  return new TableStream(tableFillNode(args.stream().node, frame))
})

/** Import path `experimental/table`. */
export const experimentalTable: Package = { fill }
