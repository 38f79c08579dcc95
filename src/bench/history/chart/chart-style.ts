/** Colours of contenders, in light and in dark; told apart with the common kinds of colour blindness (after Okabe and Ito). */
const palette = [
  ['#0b62b8', '#6cb6ff'],
  ['#c25a00', '#ffa657'],
  ['#00805f', '#56d4a8'],
  ['#a13d87', '#e79bd2'],
  ['#8a6d00', '#e3c341'],
  ['#5b5bd6', '#b1a9ff'],
] as const

/** Contenders past the last colour begin again. */
export const colorCount = palette.length

const colors = (at: 0 | 1) => palette.map((pair, index) => `--c${index}: ${pair[at]};`).join(' ')

/** The sheet of a page of charts: no font, image or script is loaded. */
export const chartStyle = `
:root { color-scheme: light dark; --page: #f6f7f9; --card: #ffffff; --edge: #dfe3e8; --text: #1c2024; --quiet: #5a6270; --grid: #e9ecf0; --lost: #c4232b; ${colors(0)} }
@media (prefers-color-scheme: dark) { :root { --page: #0f1216; --card: #181c22; --edge: #2a3038; --text: #e8eaed; --quiet: #9aa4b2; --grid: #262c34; --lost: #ff6b6b; ${colors(1)} } }
* { box-sizing: border-box }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif }
main { max-width: 1280px; margin: 0 auto; padding: 32px 24px 64px }
h1 { font-size: 26px; line-height: 1.2; margin: 0 0 4px; letter-spacing: -0.01em }
h2 { font-size: 17px; margin: 44px 0 0; padding-bottom: 8px; border-bottom: 1px solid var(--edge) }
h3 { font-size: 15px; margin: 28px 0 10px; display: flex; flex-wrap: wrap; gap: 4px 18px; align-items: baseline }
p { margin: 0; color: var(--quiet) }
.legend { display: inline-flex; flex-wrap: wrap; gap: 4px 14px; font-weight: 400; font-size: 13px; color: var(--quiet) }
.legend i { display: inline-block; width: 10px; height: 10px; border-radius: 50%; margin-right: 6px; background: currentColor }
.legend b { font-weight: 400; color: var(--quiet) }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(340px, 1fr)); gap: 16px }
figure { margin: 0; padding: 14px 14px 6px; background: var(--card); border: 1px solid var(--edge); border-radius: 10px }
figcaption { display: flex; justify-content: space-between; gap: 12px; font-size: 13px; color: var(--quiet); padding: 0 2px 6px }
figcaption strong { font-weight: 600; font-variant-numeric: tabular-nums }
svg { display: block; width: 100%; height: auto; font: 11px system-ui, sans-serif }
svg text { fill: var(--quiet); font-variant-numeric: tabular-nums }
svg .commit { font: 10px ui-monospace, monospace }
svg .grid { stroke: var(--grid) }
svg .line { fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linejoin: round }
svg .band { fill: currentColor; opacity: 0.16 }
svg .whisker { stroke: currentColor; stroke-width: 1.8; opacity: 0.5 }
svg circle { fill: currentColor; stroke: var(--card); stroke-width: 1 }
svg .lost { fill: none; stroke: var(--lost); stroke-width: 2; stroke-linecap: round }
${palette.map((_, index) => `.c${index} { color: var(--c${index}) }`).join('\n')}
`
