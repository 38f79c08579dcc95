import { thresholdText } from '../report/threshold-text.ts'
import type { WriteWorkload } from '../workload/workload.ts'
import { scriptVariables } from './k6-script.ts'
import { k6Thresholds } from './k6-thresholds.ts'

/** What stands in the folder beside a script: how to run it, and how to read back what it wrote. */
export function readme(
  workload: WriteWorkload,
  { about, folder }: { readonly about: string; readonly folder: string },
): string {
  const { untranslated } = k6Thresholds(workload)
  return `# ${workload.name} for k6

${about}
${workload.title}.

Use an empty bucket: what it holds in the time of the points is compared with what was sent.

    k6 run ${scriptVariables.map((name) => `-e ${name}="$${name}"`).join(' ')} script.js

k6 counts what was acknowledged. What is there is read back by

    npx fluxproof bench export --verify ${folder} --url "$INFLUX_URL" --org "$INFLUX_ORG" --bucket "$INFLUX_BUCKET" --token-file token

which compares number and content of all field values with \`expected.json\`; exit code 1: a point is missing or another.

Several machines run one script with \`--execution-segment 0:1/2 --execution-segment-sequence 0,1/2,1\` and \`1/2:1\`, or each a shard of
its own (\`--shard i/n\`, all exported on one day, UTC); \`--verify\` then takes the folders of all shards.

${untranslated.length === 0 ? '' : `\nNot in the script:\n\n${untranslated.map(([threshold, reason]) => `- ${thresholdText(threshold)}: ${reason}.`).join('\n')}\n`}`
}
