"""How a sealed case looks, on a screen and on paper."""

STYLE = """
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#555;--line:#ddd;--edge:#bbb;--paper:#fff;--link:#1d4f7c;--mark:#efe7cf;--ctl:#eee}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e4e7ea;--soft:#a9b1b9;--line:#363d44;--edge:#59626b;--paper:#14171a;--link:#8fbfea;
--mark:#4a3d14;--ctl:#2a3036}}
body{font:15px/1.5 Charter,Georgia,serif;max-width:58rem;margin:2rem auto;padding:0 1rem;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
a{color:var(--link);text-decoration:underline}h1{font-size:1.4rem}h2{font-size:1.15rem;margin-top:2rem;border-top:1px solid var(--edge);padding-top:.8rem}
h3{font-size:1.05rem;margin:1.4rem 0 .3rem}h4{font-size:1rem;margin:.6rem 0 .2rem}.sum{font-size:1.05rem}
.meta,.about,.seal{font:12px/1.5 system-ui,sans-serif;color:var(--soft)}code{font:11px monospace}
.d{font:600 12px system-ui,sans-serif;padding:.1rem .45rem;border:1px solid var(--edge);border-radius:3px;white-space:nowrap;background:var(--mark)}
.scroll{overflow-x:auto}table{border-collapse:collapse;font:13px/1.4 system-ui,sans-serif}.scroll table{width:100%}
td,th{border-bottom:1px solid var(--line);padding:.25rem .6rem .25rem 0;text-align:left;vertical-align:top}thead{display:table-header-group}
thead th,.n{white-space:nowrap;font-variant-numeric:tabular-nums}.party th{font-weight:600;color:var(--soft);padding-right:1.2rem}
article{border-left:3px solid var(--edge);padding-left:.8rem;margin:.7rem 0}article p,li p{margin:.2rem 0}
blockquote{margin:.2rem 0;padding-left:.6rem;border-left:2px solid var(--line);white-space:pre-wrap;font-size:13px}
.reason{font-size:14px}ol{margin:.3rem 0}.ctl{background:var(--ctl);font:11px monospace}.sign{margin-top:3rem;break-inside:avoid}
.seal{border-top:1px solid var(--edge);margin-top:1.5rem;padding-top:.6rem;break-inside:avoid}
@page{margin:14mm 12mm}
@media print{body{margin:0;padding:0;max-width:none;font-size:10pt}.meta,.about,.seal{font-size:7.5pt}table,blockquote{font-size:8.5pt}
tr,blockquote,li{break-inside:avoid}h2,h3,h4{break-after:avoid}a{color:inherit;text-decoration:none}
.d{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
"""
