"""How the HTML export looks: on a screen wide or narrow, light or dark, and on paper.

ASCII alone, so that the page can be written in any encoding. Nothing is told by colour alone: signs have words, marked
words a line below them, numbers and names among them are bold.
"""

STYLE = """
:root { color-scheme: light dark; --paper: #fdfcfa; --ink: #1f1d1a; --quiet: #66615a; --rule: #dcd6cc;
  --band: #f4f1eb; --link: #1a5a96; --part: #a8430a; --left: #fde9d2; --right: #dcebfa; --tell: #fdf0b8; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #191b1e; --ink: #e6e3dd; --quiet: #a09b93; --rule: #393c41; --band: #212428;
    --link: #8abdf0; --part: #f5a15c; --left: #4a3418; --right: #1d3a56; --tell: #4b4217; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; padding: 3rem 2rem 4rem; max-width: 74rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 Charter, "Bitstream Charter", "Iowan Old Style", "Palatino Linotype", Georgia, serif;
  overflow-wrap: break-word; }
h1, h2, h3, th, nav, footer, .sans, .letter, .note, .sign { font-family: system-ui, "Segoe UI", "Helvetica Neue",
  Arial, sans-serif; }
h1 { font-size: 2rem; line-height: 1.2; letter-spacing: -.015em; margin: 0 0 .5rem; text-wrap: balance; }
h2 { font-size: 1.3rem; line-height: 1.3; letter-spacing: -.01em; margin: 3.5rem 0 1rem; padding-top: .8rem;
  border-top: 2px solid var(--ink); break-after: avoid; }
h2 small { font-weight: 400; font-size: .95rem; color: var(--quiet); margin-left: .4rem; }
h3 { font-size: 1rem; margin: 0 0 .6rem; break-after: avoid; }
p { margin: 0 0 .8rem; max-width: 44rem; }
a { color: var(--link); text-underline-offset: .15em; }
.quiet, .note { color: var(--quiet); }
.note { font-size: .78rem; font-weight: 400; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.letter { display: inline-block; min-width: 1.45em; padding: 0 .3em; border: 1px solid currentColor;
  border-radius: .25em; font-size: .72em; font-weight: 700; line-height: 1.5; text-align: center; }
h2 .letter { font-size: .62em; vertical-align: .12em; }
.sign { font-weight: 700; }
.part { color: var(--part); }
nav { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; margin: 1.5rem 0 0; font-size: .88rem; }
mark { color: inherit; background: var(--tell); padding: .05em .1em; border-radius: .15em;
  text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .18em; }
mark.left { background: var(--left); }
mark.right { background: var(--right); }
mark.wording { text-decoration-style: dotted; }
mark.number, mark.name { font-weight: 700; }

.reports { list-style: none; margin: 2rem 0 0; padding: 0; display: grid; gap: 1.6rem 2.2rem;
  grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); }
.reports li { border-top: 1px solid var(--rule); padding-top: .8rem; break-inside: avoid; }
.reports .sans { font-size: .82rem; color: var(--quiet); margin: 0; }
.reports .outlet { color: var(--ink); font-weight: 600; }
.reports .title { font-size: 1.12rem; line-height: 1.35; margin: .25rem 0 .35rem; text-wrap: pretty; }
.reports .address { overflow-wrap: anywhere; }

.topic { margin: 0 0 1.8rem; padding-left: 1rem; border-left: 3px solid var(--rule); break-inside: avoid; }
.topic.parts { border-left-color: var(--part); }
.topic dl { margin: 0; display: grid; grid-template-columns: minmax(8rem, auto) minmax(0, 1fr); gap: .7rem 1.4rem; }
.topic dt { font-family: system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; font-size: .85rem; }
.topic dd { margin: 0; }
.topic dd b { display: block; }
.topic q { quotes: none; color: var(--quiet); }
.topic q mark { color: var(--ink); }

table { border-collapse: collapse; width: 100%; font-size: .95rem; }
th, td { padding: .45rem .7rem .45rem 0; text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid var(--ink); font-size: .82rem; vertical-align: bottom; }
tr { break-inside: avoid; }
tbody tr { border-bottom: 1px solid var(--rule); }
.facts td, .facts tbody th { padding-top: .28rem; padding-bottom: .28rem; }
.facts tbody th { font-size: .88rem; font-weight: 500; }
.facts { table-layout: fixed; }
.facts col.label { width: 27%; }
.facts tbody th[scope=rowgroup] { padding-top: 1.4rem; font-weight: 700; break-after: avoid; }
.facts .none { color: var(--quiet); }
.facts td .letter { display: none; }
.sides { table-layout: fixed; }
.sides col.gutter { width: 2.2rem; }
.sides td { padding: .55rem 1.1rem .55rem 0; }
.sides .sign { padding-right: 0; }
.sides td .letter { display: none; }
.sides .heading { font-weight: 700; }
.sides .absent { color: var(--rule);
  background: repeating-linear-gradient(-45deg, transparent 0 6px, var(--band) 6px 8px); text-align: center; }
.sides .agreed { color: var(--quiet); }
.shares { list-style: none; padding: 0; }
.copied li { margin: 0 0 1.1rem; max-width: 50rem; break-inside: avoid; }
.copied blockquote { margin: 0; }
ul.omitted { columns: 17rem 3; column-gap: 2.2rem; padding-left: 1.1rem; margin: 0 0 1.5rem; }
ul.omitted li { break-inside: avoid; margin-bottom: .3rem; }
footer { margin-top: 4rem; padding-top: .8rem; border-top: 1px solid var(--rule); font-size: .8rem;
  color: var(--quiet); }

@media screen and (max-width: 46rem) {
  body { padding: 1.6rem 1rem 3rem; }
  h1 { font-size: 1.55rem; }
  h2 { margin-top: 2.6rem; }
  .topic dl { grid-template-columns: minmax(0, 1fr); gap: .1rem; }
  .topic dd { margin-bottom: .8rem; }
  table, tbody, tr, th, td { display: block; width: auto; }
  thead, colgroup { display: none; }
  .facts td .letter, .sides td .letter { display: inline-block; margin-right: .45em; }
  .facts tr { padding: .5rem 0; }
  .facts th, .facts td { padding: 0; }
  .facts td, .facts tbody th[scope=row] { display: inline-block; margin-right: 1rem; padding: 0; }
  .facts td.none { display: none; }
  .sides tr { display: grid; grid-template-columns: 1.7rem minmax(0, 1fr); padding: .6rem 0; }
  .sides td { padding: 0; grid-column: 2; }
  .sides .sign { grid-column: 1; grid-row: 1 / span 2; }
  .sides td:not(.sign, .absent) + td { margin-top: .4rem; }
  .sides td.absent { order: 3; margin-top: .1rem; text-align: left; background: none; color: var(--quiet);
    font: .75rem/1.5 system-ui, sans-serif; }
  .sides .absent .letter, .sides .absent [aria-hidden] { display: none; }
  .sides .absent .hidden { position: static; clip-path: none; }
}

@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --quiet: #444; --rule: #bbb; --band: #fff; --link: #000;
    --part: #000; --left: #fff; --right: #fff; --tell: #fff; }
  @page { margin: 16mm 15mm 18mm; @bottom-right { content: counter(page); font: 8pt system-ui, sans-serif; } }
  html { font-size: 9.5pt; }
  body { padding: 0; max-width: none; }
  h2 { margin-top: 2.2rem; }
  a { text-decoration: none; }
  nav { display: none; }
  thead { display: table-header-group; }
  .sides .absent { color: #777; background: none; }
  p, li, dd { orphans: 3; widows: 3; }
}
"""
