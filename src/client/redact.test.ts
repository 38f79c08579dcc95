// cspell:ignore defg Ddefg Nlcjpz
import { expect, test } from 'vitest'
import { createRedactor } from './redact.ts'

const cases: readonly [name: string, secret: string | undefined, text: string, shown: string][] = [
  ['a secret as it is', 'abcdefgh==', 'Token abcdefgh==, abcdefgh==x', 'Token [redacted], [redacted]x'],
  ['a secret percent-encoded', 'a/b+c=defg', 'q?u=a%2Fb%2Bc%3Ddefg', 'q?u=[redacted]'],
  ['a secret in base64', 'user:secret-one', 'Basic dXNlcjpzZWNyZXQtb25l', 'Basic [redacted]'],
  ['a short secret where it stands alone', 't', "Token t doesn't start", "Token [redacted] doesn't start"],
  ['nothing for no secret', undefined, 'anything', 'anything'],
  ['nothing for an empty secret', '', 'anything', 'anything'],
]

for (const [name, secret, text, shown] of cases) {
  test(`hides ${name}`, () => {
    expect(createRedactor([secret])(text)).toBe(shown)
  })
}
