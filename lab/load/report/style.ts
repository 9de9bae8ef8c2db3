/** One column on a phone, more where there is room; light or dark as the reader's system is. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--dim:#59636e;--rule:#d8dee4;--card:#f6f8fa;--good:#1a7f37;--bad:#cf222e;
--c0:#0969da;--c1:#bc4c00;--c2:#8250df;--c3:#1a7f37;--c4:#bf3989;--c5:#9a6700;--c6:#0550ae;--c7:#57606a}
@media(prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--dim:#9198a1;--rule:#30363d;--card:#161b22;--good:#3fb950;--bad:#ff7b72;
--c0:#58a6ff;--c1:#f0883e;--c2:#bc8cff;--c3:#3fb950;--c4:#ff80c0;--c5:#d4a72c;--c6:#79c0ff;--c7:#b1bac4}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:1rem;background:var(--bg);color:var(--fg);font:1rem/1.5 system-ui,sans-serif}
h1{font-size:1.5rem;margin:.2em 0}h2{font-size:1.15rem;margin:1.8em 0 .5em}
.verdict{font-weight:700}.good{color:var(--good)}.bad{color:var(--bad)}.dim,small,figcaption span{color:var(--dim)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.6rem;padding:0;margin:1rem 0;list-style:none}
.tiles li{background:var(--card);border:1px solid var(--rule);border-radius:.5rem;padding:.6rem .8rem}
.tiles b{display:block;font-size:1.35rem;font-variant-numeric:tabular-nums}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:1rem}
figure{margin:0;background:var(--card);border:1px solid var(--rule);border-radius:.5rem;padding:.7rem}
figcaption{font-weight:600}figure ul{list-style:none;margin:.4rem 0 0;padding:0;font-size:.85rem}
figure svg{width:100%;height:auto;display:block}figure li svg{display:inline-block;width:20px;height:8px;margin-right:.4rem}
svg text{font-size:13px;fill:var(--dim)}.grid{stroke:var(--rule);fill:none}.line{fill:none;stroke-width:2}
.c0{stroke:var(--c0)}.c1{stroke:var(--c1)}.c2{stroke:var(--c2)}.c3{stroke:var(--c3)}.c4{stroke:var(--c4)}.c5{stroke:var(--c5)}.c6{stroke:var(--c6)}.c7{stroke:var(--c7)}
.dashed{stroke-dasharray:5 3}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid var(--rule);white-space:nowrap}
td.n,th.n{text-align:right}td.wide{white-space:normal;min-width:12rem}code{overflow-wrap:anywhere}
`.replaceAll('\n', '');
