#pragma once

namespace census {

/// The style sheet of the report: light or dark as the reader's system asks, wide tables that
/// scroll in their own frame, and paper in landscape with everything unfolded.
inline constexpr const char* html_style = R"(
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1c2126; --soft: #5b6570; --line: #dde2e7; --raised: #f6f8fa;
  --good: #0a6b3d; --bad: #b3261e; --open: #8a5a00; --link: #0b5cad;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #161616; --ink: #e6e6e6; --soft: #a3a8ad; --line: #383b3f; --raised: #202122;
    --good: #5fc98f; --bad: #ff8a80; --open: #e0b050; --link: #7db8f5;
  }
  /* White becomes the colour of the page, black white; hues stay what they were. */
  figure img { filter: invert(0.915) hue-rotate(180deg); }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2rem 1.5rem 4rem; max-width: 84rem;
  background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
h1 { margin: 0 0 .5rem; font-size: 1.9rem; line-height: 1.2; letter-spacing: -.01em; }
h2 { margin: 3rem 0 .8rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 1.3rem; }
h3 { margin: 0 0 .3rem; font-size: 1.02rem; }
p { margin: .5rem 0; max-width: 46rem; }
a { color: var(--link); }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .88em; }
.soft { color: var(--soft); }
.notice { padding: .7rem 1rem; border-left: 4px solid var(--open); background: var(--raised); max-width: 60rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.5rem; margin: 1.2rem 0 0; font-size: .94rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.verdict { margin: 0 0 1rem; padding: .7rem 1rem .8rem; border-left: 4px solid var(--line); background: var(--raised); border-radius: 0 6px 6px 0; }
.verdict.CONSISTENT { border-color: var(--good); }
.verdict.REFUTED { border-color: var(--bad); }
.verdict.UNDECIDED { border-color: var(--open); }
.verdict .claim { margin: .1rem 0 .3rem; }
.verdict ul { margin: .3rem 0 0; padding-left: 1.2rem; font-size: .92rem; }
.counts { float: right; margin-left: 1rem; font-size: .86rem; white-space: nowrap; }
b.CONSISTENT, b.REFUTED, b.UNDECIDED { font-weight: 600; font-size: .9em; letter-spacing: .02em; }
b.CONSISTENT { color: var(--good); }
b.REFUTED { color: var(--bad); }
b.UNDECIDED { color: var(--open); }
figure { display: grid; grid-template-columns: minmax(0, 56rem) minmax(14rem, 1fr); gap: .5rem 1.8rem; align-items: center; margin: 1.6rem 0 2.2rem; }
figure img { width: 100%; height: auto; display: block; }
figcaption { font-size: .92rem; }
@media (max-width: 68rem) { figure { grid-template-columns: 1fr; } }
.frame { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-size: .8rem; line-height: 1.35; font-variant-numeric: tabular-nums; }
th { text-align: left; vertical-align: bottom; font-weight: 600; color: var(--soft); border-bottom: 1.5px solid var(--soft); }
th, td { padding: .28rem .5rem; white-space: nowrap; }
td { vertical-align: top; border-bottom: 1px solid var(--line); }
tr.group td { border-top: 2px solid var(--line); }
tbody tr:hover { background: var(--raised); }
.right { text-align: right; }
.prose td { white-space: normal; }
.prose td:first-child, .prose td:last-child { white-space: nowrap; }
.footnotes { font-size: .86rem; overflow-wrap: anywhere; }
summary { cursor: pointer; color: var(--link); }
td details[open] { min-width: 26rem; }
td details code { display: block; white-space: normal; overflow-wrap: anywhere; user-select: all; padding: .2rem 0; }
pre { overflow-x: auto; padding: .9rem 1rem; background: var(--raised); border-radius: 6px; line-height: 1.45; }
@page { size: landscape; margin: 12mm; }
@media print {
  :root { --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --raised: #fff; --good: #064; --bad: #a00; --open: #740; --link: #000; }
  body { padding: 0; max-width: none; font-size: 9pt; }
  h2 { margin-top: 1.2rem; }
  figure { margin: .6rem 0 1rem; }
  figure img { filter: none; max-width: 75%; }
  figure, .verdict, tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .frame, pre { overflow: visible; }
  table { font-size: 7pt; }
  th, td { padding: .15rem .35rem; }
  pre { white-space: pre-wrap; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
)";

}  // namespace census
