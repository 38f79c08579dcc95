import type { ConformanceCase } from '../conformance-case.ts'
import { firstLineNs, plainLines } from './lines.ts'

/** Series and fields of lines, each with a time of its own, by what they hold. */
const contents: Readonly<Record<string, readonly string[]>> = {
  types: [
    'power,device=f watts=1,volts=-2.5,amps=1e-3,ohms=0',
    'power,device=i count=1i,least=-1i,zero=0i',
    'power,device=u total=1u,none=0u',
    'power,device=b on=true,off=false,up=T,down=f',
    'power,device=s name="kitchen",empty=""',
  ],
  'large-integers': [
    'power,device=i count=9223372036854775807i',
    'power,device=i count=-9223372036854775808i',
    'power,device=i count=9007199254740993i',
    'power,device=u total=18446744073709551615u',
  ],
  'many-fields': ['power,device=a,room=kitchen watts=1.5,volts=230,phase=2i,name="main, left",on=true'],
  escapes: [
    'power,device=living\\ room watts=1',
    'power,device=a\\,b watts=1',
    'power,device=a\\=b watts=1',
    'power\\ of\\,all,device=a watts=1',
    'power,device=a watts\\ now=1',
    'power,device=a name="say \\"hello\\"",path="C:\\\\data"',
  ],
  commas: ['power,device=a name="one, two = three # four",watts=1', 'power,device=b name=" spaces ",watts=1'],
  unicode: ['café', '厨房', 'room🏠', 'e\u0301'].map((name) => `power,device=${name} name="${name}"`),
  newline: ['power,device=a name="first\nsecond",watts=1', 'power,device=b name="\n",watts=1'],
  'long-strings': [300, 5000, 60_000].map((length) => `power,device=l${length} name="${'x'.repeat(length - 1)}y"`),
}

const ofContent = Object.entries(contents).map(([name, heads]): ConformanceCase => {
  return {
    id: `content/${name}`,
    says: `${name.replaceAll('-', ' ')} arrive as they were handed in`,
    // Plain lines behind them: what is cut off at the end of a body shows.
    lines: () => [...heads.map((head, index) => `${head} ${firstLineNs - BigInt(index + 1)}`), ...plainLines(5)],
    expects: { delivers: () => true },
  }
})

/** What is in a line and in a batch arrives unchanged. */
export const contentCases: readonly ConformanceCase[] = [
  ...ofContent,
  {
    id: 'content/times',
    says: 'times before 1970, at it and far ahead arrive as they were handed in',
    lines: () =>
      [-1n, 0n, 1n, -1_000_000_000_000_000_001n, 4_000_000_000_000_000_001n].map(
        (ns) => `power,device=t watts=1.5 ${ns}`,
      ),
    expects: { delivers: () => true },
  },
  {
    id: 'content/fields-of-one-point',
    says: 'fields of one series and time that come in several lines all stand',
    lines: () => ['watts=1', 'volts=230', 'watts=2,amps=3'].map((fields) => `power,device=a ${fields} ${firstLineNs}`),
    expects: { delivers: () => true },
  },
  {
    id: 'content/large-batch',
    says: 'a batch of almost two megabytes is stored to its end',
    lines: () => plainLines(900).map((line) => line.replace(' watts', `,note=${'n'.repeat(2000)} watts`)),
    expects: { delivers: () => true },
  },
]
