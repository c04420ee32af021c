/** How a report looks: light and dark as the reader's system is, from a phone to paper. Run colours are the screen's (Okabe & Ito). */
export const reportStyle = `
:root { color-scheme: light dark; --back: #ffffff; --text: #1f2328; --dim: #66707a; --line: #d5dae0; --band: #f4f6f8;
  --good: #1a7f37; --warn: #8a5d00; --bad: #c5202c; --accent: #0b62c4; --bar: #cfe3f7;
  --r0: #1f78ad; --r1: #a86400; --r2: #007a5a; --r3: #a04a7f; --r4: #7d7400; --r5: #c24e00; --r6: #0a4f9e; --r7: #40464d }
@media (prefers-color-scheme: dark) { :root { --back: #0f1419; --text: #e4e8ec; --dim: #8b949e; --line: #343c45; --band: #171d24;
  --good: #56c271; --warn: #e3b341; --bad: #ff7b72; --accent: #58b0ff; --bar: #1e3a56;
  --r0: #56b4e9; --r1: #e69f00; --r2: #1fb58b; --r3: #d892b8; --r4: #f0e442; --r5: #f07b30; --r6: #6c9dff; --r7: #c4c9cf } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 1240px; padding: 24px 20px 60px; background: var(--back); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif }
h1 { font-size: 1.7em; line-height: 1.2; margin: 0 0 16px; overflow-wrap: anywhere }
h2 { font-size: 1.15em; margin: 36px 0 10px; padding-bottom: 4px; border-bottom: 1px solid var(--line); overflow-wrap: anywhere }
p { margin: 8px 0; max-width: 78ch; overflow-wrap: anywhere }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 3px 16px; margin: 8px 0 }
dt { color: var(--dim); max-width: 38vw; overflow-wrap: anywhere }
dd { margin: 0; overflow-wrap: anywhere }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; margin: 10px 0 }
table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; min-width: 100% }
th, td { padding: 5px 10px; text-align: left; vertical-align: top; white-space: nowrap }
th { color: var(--dim); font-weight: 600; background: var(--band) }
tr + tr td { border-top: 1px solid var(--line) }
.right { text-align: right }
.wide { white-space: normal; min-width: 180px; max-width: 420px; overflow-wrap: anywhere }
.note { display: block; color: var(--dim); font-size: 12px; white-space: normal; min-width: 150px; max-width: 340px; overflow-wrap: anywhere }
.right .note { min-width: 0; margin-left: auto; white-space: nowrap }
.good { color: var(--good) } .warn { color: var(--warn) } .bad { color: var(--bad) } .dim { color: var(--dim) }
.best { font-weight: 650 }
.bar { background: linear-gradient(var(--bar), var(--bar)) no-repeat left 6px / var(--share) 1.3em }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 500px), 1fr)); gap: 18px 24px; align-items: start }
figure { margin: 0; min-width: 0 }
figcaption { font-weight: 600; overflow-wrap: anywhere }
figcaption span { color: var(--dim); font-weight: 400; font-size: 13px }
.chart { display: block; width: 100%; height: auto }
.label { fill: var(--dim); font: 12px system-ui, sans-serif } .end { text-anchor: end } .middle { text-anchor: middle }
.grid { stroke: var(--line); stroke-width: 1; fill: none }
.curve { fill: none; stroke-width: 1.7; stroke-linejoin: round; stroke-linecap: round; vector-effect: non-scaling-stroke }
.dashed { stroke-dasharray: 5 4 } .lone { stroke-width: 7 }
.mark { fill: none; stroke-width: 1.4 }
.other { fill: none; stroke: var(--dim); stroke-width: 1; stroke-linecap: round; opacity: .28 }
${Array.from({length: 8}, (_, slot) => `.r${slot} { stroke: var(--r${slot}) }`).join(' ')}
.legend { list-style: none; margin: 4px 0 0; padding: 0; font-size: 13px; font-variant-numeric: tabular-nums }
.legend li { display: flex; gap: 8px; align-items: center }
.legend svg { flex: none }
.legend .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; flex: 1 }
.legend .value { color: var(--dim); white-space: nowrap }
@media (max-width: 600px) { body { padding: 14px 12px 40px } h1 { font-size: 1.35em } dl { grid-template-columns: 1fr; gap: 0 } dd { margin-bottom: 6px }
  dt { max-width: none } .label { font-size: 17px } }
@media print { .scroll { overflow: visible; border: 0 } figure, tr { break-inside: avoid } }
`.trim();
