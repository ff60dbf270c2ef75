/** A page as a book would set it: one column, a serif for reading, tabular figures; paper or night as the reader's system says. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fdfcfa;--ink:#1d1d1f;--soft:#5c5c63;--rule:#dedbd4;--grid:#ebe8e2;--accent:#0063a6;--quiet:#a9bfd0;--wash:#f3f0ea;
--c0:#0072b2;--c1:#d55e00;--c2:#009e73;--c3:#b5548c;--c4:#8a6d00;--c5:#3a86c8;--c6:#6b6b6b;--c7:#7a4fb5;
--l0:#00429d;--l1:#5b83c0;--l2:#a8a8a8;--l3:#d9804a;--l4:#b5331e}
@media (prefers-color-scheme:dark){:root{--paper:#17181a;--ink:#ececec;--soft:#a5a5ad;--rule:#3a3b40;--grid:#2a2b2f;--accent:#6cb6f0;--quiet:#44586a;--wash:#202124;
--c0:#56b4e9;--c1:#f08a4b;--c2:#3cc79b;--c3:#dd8cba;--c4:#e0bf4a;--c5:#7fb2e5;--c6:#a0a0a0;--c7:#b794e6;
--l0:#5b9bff;--l1:#8fb4ea;--l2:#8c8c8c;--l3:#eba070;--l4:#ff7a5c}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.6 Charter,"Bitstream Charter","Iowan Old Style","Source Serif 4",Georgia,serif;text-rendering:optimizeLegibility}
main{max-width:44rem;margin:0 auto;padding:4.5rem 1.5rem 6rem}
h1,h2,h3{font-weight:600;line-height:1.2;text-wrap:balance}
h1{font-size:2.5rem;margin:.2rem 0 .4rem;letter-spacing:-.015em;overflow-wrap:anywhere}
h2{font-size:1.5rem;margin:3.5rem 0 .8rem;padding-top:1.2rem;border-top:1px solid var(--rule)}
h3{font-size:1.1rem;margin:2.2rem 0 .5rem}
p,ul,ol{margin:.7rem 0;text-wrap:pretty;overflow-wrap:anywhere}
li{margin:.35rem 0}
.kicker,.date,.note,figcaption,table,.chart text,summary{font-family:Inter,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
.kicker{margin:0;color:var(--accent);font-size:.8rem;font-weight:600;letter-spacing:.04em}
.date{margin:0;color:var(--soft);font-size:.85rem}
.lead{font-size:1.2rem;line-height:1.5}
.note{color:var(--soft);font-size:.85em}
blockquote{margin:1.2rem 0;padding-left:1rem;border-left:3px solid var(--rule);color:var(--soft);white-space:pre-wrap}
em{font-style:normal;color:var(--accent);font-size:.85em}
.wide{overflow-x:auto;margin:1.2rem 0}
table{border-collapse:collapse;width:100%;font-size:.82rem;line-height:1.45;font-variant-numeric:tabular-nums lining-nums}
th,td{padding:.4rem .7rem .4rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--grid);font-weight:400;overflow-wrap:break-word}
.facts td{overflow-wrap:anywhere}th[scope=row]{overflow-wrap:anywhere}
th[scope=row]{min-width:7rem}
thead th{color:var(--soft);border-bottom-color:var(--rule);white-space:nowrap}
.n{text-align:right;white-space:nowrap}
tr.chosen>*{font-weight:600}
.facts th{width:8.5rem;color:var(--soft)}
figure{margin:1.6rem 0;break-inside:avoid}
figcaption{margin-top:.4rem;color:var(--soft);font-size:.82rem;line-height:1.45}
.chart{display:block;width:100%;height:auto;overflow:visible}
.chart text{fill:var(--ink);font-size:12px;font-variant-numeric:tabular-nums}
.chart .tick{fill:var(--soft);font-size:11px}.chart .axis{fill:var(--soft)}
.grid line{stroke:var(--grid)}
.bar,.dot.strong,.fill{fill:var(--accent)}.bar.quiet{fill:var(--quiet)}
.dot{fill:var(--paper);stroke:var(--accent);stroke-width:2}.dot.strong{fill:var(--accent)}
.whisker{stroke:var(--ink);stroke-width:1.2;fill:none}
.line{fill:none;stroke-width:1.8;stroke-linejoin:round}.dashed{stroke-dasharray:5 4}
.reference{fill:none;stroke:var(--soft);stroke-dasharray:3 4}
.mark{fill:var(--paper);stroke:var(--ink);stroke-width:2}
.cloud circle{fill:var(--accent);fill-opacity:.45}
.hit{fill:var(--accent);stroke:var(--rule)}.miss{fill:var(--c1);stroke:var(--rule)}
.chart .cell{font-size:12px}.chart .cell.over{fill:#fff}
@media (prefers-color-scheme:dark){.chart .cell.over{fill:#10202e}}
${[0, 1, 2, 3, 4, 5, 6, 7].map((k) => `.line.c${k}{stroke:var(--c${k})}.fill.c${k}{fill:var(--c${k})}`).join('')}
${[0, 1, 2, 3, 4].map((k) => `.l${k}{fill:var(--l${k});fill-opacity:.8}`).join('')}
.plain{fill:var(--soft);fill-opacity:.6}
pre{overflow-x:auto;padding:1rem;background:var(--wash);border-radius:6px;font:12.5px/1.5 "JetBrains Mono",ui-monospace,Menlo,Consolas,monospace}
summary{cursor:pointer;font-size:.9rem;color:var(--accent)}
@media print{body{font-size:10.5pt;background:none}main{max-width:none;padding:0}h2{break-after:avoid}details>pre{display:none}tr{break-inside:avoid}}
@page{margin:20mm}
`;
