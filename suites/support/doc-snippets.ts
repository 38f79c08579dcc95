/** A fenced block of a page. */
export interface Snippet {
  readonly language: string
  /** File that the block is the text of, as the fence names it. */
  readonly name?: string
  readonly text: string
  /** Of the fence, counted from one. */
  readonly line: number
}

/** All fenced blocks of a Markdown text, in their order. */
export function snippetsOf(markdown: string): Snippet[] {
  return [...markdown.matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms)].map((match) => {
    const [, language = '', name, text = ''] = match
    const line = markdown.slice(0, match.index).split('\n').length
    return { language, text, line, ...(name !== undefined && { name }) }
  })
}

/** Paths that a Markdown text links to or names in code marks; addresses, anchors and globs left out. */
export function pathsIn(markdown: string): string[] {
  const prose = markdown.replaceAll(/^```.*?^```$/gms, '')
  const links = [...prose.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path)
  const marks = [...prose.matchAll(/`((?:\.ci|src|suites|fixtures|benchmarks|scripts|docs|schema|bin)\/[\w./-]*)`/g)]
  return [...links.filter((path) => !/^[a-z]+:/.test(path)), ...marks.map(([, path = '']) => `/${path}`)]
}
