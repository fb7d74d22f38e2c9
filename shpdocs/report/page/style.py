"""How the page looks: one style sheet, for screens of any width, light and dark, and for paper."""

STYLE = """
:root{color-scheme:light dark;--ink:#0b0c0c;--soft:#484f54;--paper:#fff;--panel:#f3f4f6;--line:#b1b4b6;--link:#1a5fa0;
--bar:#1f3864;--on-bar:#fff;--focus:#fd0;--on-focus:#0b0c0c;
--good:#cce2d8;--on-good:#00401e;--wait:#fff0b8;--on-wait:#4d3800;--bad:#f6d7d2;--on-bad:#6b1206;--none:#e4e6e8;--on-none:#2b3136}
@media (prefers-color-scheme:dark){:root{--ink:#eef0f2;--soft:#b9c0c6;--paper:#14171a;--panel:#1f2429;--line:#59626a;--link:#8ec5ff;
--bar:#223a63;--on-bar:#fff;--good:#123d29;--on-good:#c5f0d8;--wait:#463600;--on-wait:#ffe9a3;--bad:#54190f;--on-bad:#ffd9d2;
--none:#333a41;--on-none:#e4e6e8}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.5 Arial,Helvetica,sans-serif;overflow-wrap:anywhere}
.within{max-width:72rem;margin:0 auto;padding:0 1rem}
.skip{position:absolute;left:-999rem}
.skip:focus{position:static;display:block;padding:.5rem 1rem}
a{color:var(--link);text-underline-offset:.15em}
a:hover{text-decoration-thickness:.18em}
a:focus-visible,.skip:focus,main:focus-visible{outline:3px solid var(--on-focus);outline-offset:0;
background:var(--focus);color:var(--on-focus);box-shadow:0 0 0 5px var(--focus);text-decoration:none}
main:focus{outline:none}
.marking{margin:0;max-width:none;padding:.3rem 1rem;text-align:center;font-weight:700;letter-spacing:.04em;
background:var(--panel);border-bottom:1px solid var(--line)}
footer .marking{border-top:1px solid var(--line);border-bottom:0}
.bar{background:var(--bar);color:var(--on-bar);padding:.8rem 0}
.bar p{margin:0}
.bar .who{font-weight:700;font-size:1.125rem}
h1{font-size:2.125rem;line-height:1.2;margin:2rem 0 1rem}
h2{font-size:1.5rem;line-height:1.25;margin:2.75rem 0 .75rem;padding-top:1rem;border-top:2px solid var(--line)}
h2.first{border-top:0;padding-top:0;margin-top:2rem}
h3{font-size:1.1875rem;line-height:1.3;margin:1.75rem 0 .5rem}
h4{font-size:1.0625rem;line-height:1.3;margin:1.25rem 0 .25rem}
p{margin:0 0 1rem;max-width:46rem}
.lead{font-size:1.3125rem;line-height:1.4}
.soft{color:var(--soft)}
table{position:relative;width:100%;border-collapse:collapse;margin:0 0 1.5rem}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
th,td{text-align:left;vertical-align:top;padding:.6rem .75rem .6rem 0;border-bottom:1px solid var(--line)}
th{font-weight:700}
thead th{border-bottom-width:2px;white-space:nowrap}
tbody th{font-weight:400}
.overview tbody th{font-weight:700;min-width:10rem}
.overview td:nth-child(3){min-width:11rem}
.overview td:nth-child(4){min-width:8rem}
.overview td:nth-child(5){min-width:8rem}
.tag{display:inline-block;padding:.05rem .5rem;font-weight:700;font-size:.9375rem;border:1px solid currentColor;white-space:nowrap}
.good{background:var(--good);color:var(--on-good)}
.wait{background:var(--wait);color:var(--on-wait)}
.bad{background:var(--bad);color:var(--on-bad)}
.none{background:var(--none);color:var(--on-none)}
code{font:.9375em/1.4 Consolas,"Liberation Mono",Menlo,monospace;background:var(--panel);padding:.1rem .3rem}
code,code span{display:inline-block;max-width:100%}
ul.legend{list-style:none;margin:0 0 1rem;padding:0;color:var(--soft)}
ul.legend li{margin:.3rem 0}
ul.plain{list-style:none;margin:0 0 1rem;padding:0}
ul.plain>li{margin:0;padding:.7rem 0 .7rem .8rem;border-left:4px solid var(--line);border-bottom:1px solid var(--line)}
ul.plain>li p{margin:.15rem 0 0;max-width:52rem}
li.is-bad{border-left-color:var(--on-bad)!important}
li.is-wait{border-left-color:var(--on-wait)!important}
.cells{font-weight:700;margin-left:.4rem}
.sheet{display:block;color:var(--soft);font-size:.9375rem}
dl{margin:0 0 1rem;display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.35rem 1.25rem;max-width:60rem}
dt{font-weight:700}
dd{margin:0}
@media screen and (max-width:52rem){
h1{font-size:1.75rem}
h2{font-size:1.375rem}
.lead{font-size:1.1875rem}
table,tbody,tr,th,td{display:block}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
tbody tr{padding:.75rem 0;border-bottom:2px solid var(--line)}
tbody th,tbody td{border:0;padding:.15rem 0;min-width:0!important}
tbody th{font-weight:700}
td[data-label]::before{content:attr(data-label) ": ";font-weight:700}
dl{grid-template-columns:1fr;gap:0}
dd{margin-bottom:.5rem}
}
@media print{
:root{color-scheme:light;--ink:#000;--soft:#333;--paper:#fff;--panel:#fff;--line:#888;--link:#000;--bar:#fff;--on-bar:#000;
--good:#fff;--on-good:#000;--wait:#fff;--on-wait:#000;--bad:#fff;--on-bad:#000;--none:#fff;--on-none:#000}
@page{size:A4;margin:15mm}
body{font-size:10pt}
.skip{display:none}
.within{max-width:none;padding:0}
h1{font-size:18pt}h2{font-size:14pt}h3{font-size:12pt}.lead{font-size:12pt}
h2,h3,h4{break-after:avoid}
tr,li{break-inside:avoid}
thead{display:table-header-group}
a{text-decoration:none}
}
@media (forced-colors:active){.tag{border:2px solid}}
"""
