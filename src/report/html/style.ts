/** The one style sheet of the page (report.md 2, 3, 9); its hash stands in the policy, so that no other acts. */
export const style = `:root{--ink:#1b2733;--soft:#4d5a67;--faint:#5f6b77;--hair:#d5dbe1;--wash:#f5f3ed;--good:#0b6e4f;--bad:#b42318;--warn:#8a5200;--focus:#1f5fa8;
--sans:"Inter","Helvetica Neue",Arial,"PingFang SC","HarmonyOS Sans SC","Source Han Sans SC","Noto Sans CJK SC","Noto Sans SC","Microsoft YaHei",sans-serif;
--serif:"Source Han Serif SC","Noto Serif CJK SC","Noto Serif SC","Songti SC","STSong","SimSun",serif;
--mono:"SFMono-Regular",Consolas,"Liberation Mono","Noto Sans Mono CJK SC",monospace}
[lang=en]{--serif:"Source Serif 4","Iowan Old Style",Charter,Georgia,"Noto Serif CJK SC",serif}
*{box-sizing:border-box}
html{background:#fff;color:var(--ink);font:400 15px/1.7 var(--sans);-webkit-text-size-adjust:100%}
body{margin:0;font-variant-numeric:tabular-nums lining-nums}
[lang=en]{line-height:1.5}
.wrap{max-width:1200px;margin:0 auto;padding:0 28px}
button,input{font:inherit;color:inherit}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:2px}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.bar{display:flex;align-items:center;flex-wrap:wrap;gap:8px 14px;padding:12px 0 10px;border-bottom:1px solid var(--hair);font-size:13px;color:var(--soft)}
.mark{font-weight:700;color:var(--ink);display:flex;gap:8px;align-items:center}
.sp{flex:1}
.tag{border:1px solid var(--warn);color:var(--warn);padding:0 8px;border-radius:2px;font-size:12px;line-height:20px}
.seg{display:inline-flex;border:1px solid #aab4be;border-radius:3px;overflow:hidden;white-space:nowrap;position:relative}
.seg label,.seg button{border:0;background:none;padding:2px 10px;cursor:pointer;font-size:13px;line-height:22px;color:var(--soft);display:block}
.seg>*+label,.seg>*+button{border-left:1px solid #aab4be}
.seg input{position:absolute;opacity:0;width:1px;height:1px}
.seg input:focus-visible+label{outline:2px solid var(--focus);outline-offset:-3px}
.seg button[aria-pressed=true]{background:var(--ink);color:#fff}
html:has(#lang-zh:checked) label[for=lang-zh],html:has(#lang-en:checked) label[for=lang-en]{background:var(--ink);color:#fff}
html:has(#lang-zh:checked) [data-lang=en],html:has(#lang-en:checked) [data-lang=zh]{display:none}
html:not(.js) .js{display:none!important}
html.js .nojs{display:none!important}
h1{font:700 30px/1.3 var(--serif);margin:18px 0 2px;text-wrap:balance}
.sub{margin:0 0 14px;color:var(--soft);font-size:14px;max-width:64em}
.verdicts{display:grid;grid-template-columns:1fr 1fr 1.25fr;gap:30px;margin:0 0 18px}
.v{border-top:4px solid var(--c);padding-top:9px;min-width:0}
.v.good{--c:var(--good)}.v.bad{--c:var(--bad)}.v.warn{--c:var(--warn)}.v.fact{--c:var(--ink)}
.v .q{font-size:13px;color:var(--soft);margin:0}
.v .a{font:700 25px/1.3 var(--serif);margin:1px 0 3px;display:flex;gap:9px;align-items:center}
.v .a svg{flex:none}
.v .d{margin:0;font-size:14px;line-height:1.55}.v .more{color:var(--soft);font-size:13px}
.v svg.ruler{margin-top:6px}
.v ol{list-style:none;margin:0;padding:0;font-size:14px;line-height:1.5}
.v li{display:grid;grid-template-columns:2.9em minmax(0,1fr) auto;gap:8px;border-bottom:1px solid var(--hair);padding:3px 0}
.v li:last-child{border:0}.v li span:last-child{font-weight:600;white-space:nowrap}
.v li .bad{color:var(--bad)}.v li .warn{color:var(--warn)}.v li .good{color:var(--good)}
.hero{display:grid;grid-template-columns:minmax(0,1fr);gap:34px;align-items:start}
.hero.live{grid-template-columns:minmax(0,1fr) 300px}
h2{font:700 22px/1.35 var(--serif);margin:0 0 4px;text-wrap:balance}
section{border-top:1px solid var(--ink);margin-top:38px;padding-top:14px}
section>.lead{margin:0 0 14px;color:var(--soft);max-width:64em}
figure{margin:0;min-width:0}
h3{font:700 16px/1.45 var(--sans);margin:0;text-wrap:pretty}
.unit{font-size:13px;color:var(--soft);margin:0 0 6px;line-height:1.5;max-width:64em}
svg{display:block;max-width:100%;font-family:var(--sans);font-variant-numeric:tabular-nums lining-nums;overflow:visible}
.chart>svg{width:100%;height:auto}
.grid6{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:22px 30px}
.hp{min-width:0}.hp .t{display:flex;align-items:center;gap:7px;font-weight:700;font-size:15px;line-height:1.4}
.hp .s{font-size:13px;line-height:1.5;margin:0 0 4px;color:var(--soft)}.hp .over{color:var(--bad);font-weight:700}
.two{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:44px}
.energy{grid-template-columns:minmax(0,5fr) minmax(0,7fr)}
table{border-collapse:collapse;width:100%;font-size:14px;line-height:1.5}
th{font-weight:400;color:var(--soft);text-align:left;font-size:12.5px;border-bottom:1px solid var(--ink);padding:4px 10px 4px 0;vertical-align:bottom}
tbody th{border-bottom:1px solid var(--hair);font-size:inherit;color:inherit}
td{border-bottom:1px solid var(--hair);padding:6px 10px 6px 0;vertical-align:top}
td.n,th.n{text-align:right;white-space:nowrap}
td.m svg{max-width:none}.cards td.m{vertical-align:middle}.cards tbody th{vertical-align:top;padding:6px 10px 6px 0}td.w{color:var(--soft)}
.st{display:inline-flex;gap:6px;align-items:center;font-weight:700;white-space:nowrap}
.st svg{flex:none}.st.good{color:var(--good)}.st.bad{color:var(--bad)}.st.warn{color:var(--warn)}
details{margin-top:8px;font-size:13px;min-width:0}
summary{cursor:pointer;color:var(--soft);width:max-content;max-width:100%}
details table{font-size:13px;margin-top:4px}
.scroll{overflow-x:auto}
.row{display:flex;justify-content:space-between;align-items:flex-start;gap:12px;flex-wrap:wrap}
ul.plain{list-style:none;margin:6px 0 0;padding:0;font-size:13.5px;line-height:1.55}
ul.plain li{border-bottom:1px solid var(--hair);padding:6px 0;display:grid;grid-template-columns:auto minmax(0,1fr);gap:10px;overflow-wrap:anywhere}
ul.plain.one li{grid-template-columns:minmax(0,1fr)}
code{font:12.5px/1.5 var(--mono);color:var(--soft);overflow-wrap:anywhere}
.code,.key{font:700 12.5px/1.6 var(--mono);color:var(--warn);white-space:nowrap}code.key{color:var(--ink);white-space:normal}
.was{color:var(--faint)}
.none{color:var(--soft);font-size:14px}
.legend{display:flex;flex-wrap:wrap;gap:3px 16px;font-size:12.5px;color:var(--soft);margin:2px 0 6px;line-height:1.6}
.legend span{display:inline-flex;gap:6px;align-items:center}
.mgap{margin-top:28px}.mo{display:none}
footer{border-top:1px solid var(--ink);margin-top:38px;padding:12px 0 34px;font-size:12.5px;line-height:1.65;color:var(--soft)}
.levers{min-width:0;background:var(--wash);padding:14px 18px 16px;border-radius:3px}
.levers .note{font-size:12.5px;line-height:1.5;color:var(--soft);margin:0 0 6px}
.lv{padding:7px 0 6px;border-top:1px solid #e0dccf}
.lv label{display:flex;justify-content:space-between;font-size:13.5px;line-height:1.5;gap:8px}
.lv output{font-weight:700;white-space:nowrap}
.lv .hint{display:block;font-size:12px;line-height:1.45;color:var(--soft)}
input[type=range]{-webkit-appearance:none;appearance:none;width:100%;height:24px;background:none;margin:0;display:block;cursor:grab}
input[type=range]::-webkit-slider-runnable-track{height:4px;background:#a9ada7;border-radius:2px}
input[type=range]::-moz-range-track{height:4px;background:#a9ada7;border-radius:2px}
input[type=range]::-webkit-slider-thumb{-webkit-appearance:none;width:18px;height:18px;border-radius:50%;background:var(--ink);border:2px solid #fff;margin-top:-7px;box-shadow:0 0 0 1px var(--ink)}
input[type=range]::-moz-range-thumb{width:14px;height:14px;border-radius:50%;background:var(--ink);border:2px solid #fff;box-shadow:0 0 0 1px var(--ink)}
.sw{align-items:center;cursor:pointer}.sw>span{flex:1}
.sw input{appearance:none;-webkit-appearance:none;flex:none;width:40px;height:24px;border-radius:12px;background:#fff;border:1.5px solid var(--ink);position:relative;margin:0;cursor:pointer}
.sw input::after{content:"";position:absolute;left:3px;top:3px;width:15px;height:15px;border-radius:50%;background:var(--ink)}
.sw input:checked{background:var(--ink)}.sw input:checked::after{left:19px;background:#fff}
.acts{display:flex;flex-wrap:wrap;gap:8px;margin-top:8px}
.acts button{flex:1 1 40%;border:1px solid var(--ink);background:#fff;border-radius:3px;padding:4px 6px;font-size:13px;cursor:pointer}
.acts button:disabled{border-color:#c3c0b5;color:#6f6d66;background:none;cursor:default}
.cmd{font:12px/1.5 var(--mono);margin:8px 0 0;white-space:pre-wrap;overflow-wrap:anywhere;background:#fff;border:1px solid #e0dccf;padding:6px 8px;border-radius:3px}
.wrong{color:var(--bad);font-size:13px}.stale{opacity:.45}
.ponly{display:none}.w2,.w1{display:none}.beside{display:grid;grid-template-columns:repeat(var(--n),minmax(0,1fr));gap:22px 28px;align-items:end}.n2{--n:2}.n3{--n:3}.w2 .beside{--n:2}.w1 .beside{--n:1}.sides td,.sides th{padding-right:14px}.sides .d{display:block;font-size:12.5px;color:var(--soft);white-space:nowrap}.sides .d.on{color:var(--ink);font-weight:700}.sides td.n{white-space:normal}.sides tbody th{vertical-align:top;padding:6px 10px 6px 0}.vs{list-style:none;margin:0 0 18px;padding:0;font-size:15px;line-height:1.7}.vs b{display:inline-block;min-width:1.6em}
@media(max-width:1000px){.w3{display:none}.w2{display:block}.hero.live,.energy,.two{grid-template-columns:minmax(0,1fr)}.energy,.two{gap:30px}.verdicts{grid-template-columns:1fr 1fr}.verdicts .v:last-child:nth-child(3){grid-column:1/-1}}
@media(max-width:640px){.w2{display:none}.w1{display:block}.sides th,.sides td{padding-right:8px;font-size:13px}.wrap{padding:0 16px}.bar{gap:8px}.bar .nop{display:none}h1{font-size:24px;margin-top:14px}.verdicts{grid-template-columns:minmax(0,1fr);gap:16px}.v .a{font-size:23px}.grid6{grid-template-columns:minmax(0,1fr);gap:22px}h2{font-size:20px}section{margin-top:32px}.seg label,.seg button{padding:5px 10px;line-height:24px}summary{padding:3px 0}
table.cards thead,.verd thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}.verd tr{display:grid;grid-template-columns:repeat(auto-fill,minmax(104px,1fr));gap:2px 6px;padding:8px 0;border-bottom:1px solid var(--hair)}.verd tbody th{grid-column:1/-1}.verd tbody th,.verd td{border:0;padding:0}table.cards tr{display:grid;grid-template-columns:minmax(0,1fr) auto;grid-template-areas:"nm re" "fg mg" "m ms" "why why";padding:9px 0;border-bottom:1px solid var(--hair);gap:1px 12px;align-items:center}table.cards td,table.cards tbody th{border:0;padding:0;font-size:14px}.nm{grid-area:nm}.re{grid-area:re;text-align:right}table.cards td.fg{grid-area:fg;text-align:left}.m{grid-area:m}.mg{grid-area:mg}.ms{grid-area:ms}.why{grid-area:why;font-size:13px}.mo{display:inline;color:var(--soft)}}
@page{size:A4;margin:15mm 14mm 17mm;@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#4d5a67}}
@media print{.w1,.w3{display:none}.w2{display:block}.n3{--n:2}html{font-size:9.6pt;line-height:1.55;-webkit-print-color-adjust:exact;print-color-adjust:exact}.wrap{max-width:none;padding:0}.seg,.acts,.nop,input[type=range],.cmd{display:none!important}.ponly{display:block}.bar{padding-top:0}h1{font-size:20pt;margin-top:8pt}.verdicts{grid-template-columns:1fr 1fr 1.25fr;gap:16pt}.verdicts .v:last-child:nth-child(3){grid-column:auto}.v .a{font-size:14pt;gap:5pt}.v .d,.v ol{font-size:8.8pt}.v .q{font-size:8.6pt}.hero.live{grid-template-columns:minmax(0,1fr);gap:10pt}.levers{background:none;border:1px solid var(--hair);padding:6pt 10pt}.levers .list{columns:2;column-gap:22pt}.lv{break-inside:avoid;border:0;border-bottom:1px solid var(--hair);padding:2pt 0}.lv label{font-size:8.4pt;line-height:1.4}.levers h3{font-size:9.6pt}.sw input{display:none}.grid6{grid-template-columns:repeat(3,1fr);gap:10pt 16pt}.energy,.two{grid-template-columns:minmax(0,1fr);gap:14pt}section{margin-top:14pt;padding-top:7pt}section.pb{break-before:page;margin-top:0;border-top:0}.sub{font-size:8.8pt;line-height:1.5;margin-bottom:8pt}.verdicts{margin-bottom:10pt}.legend{font-size:8pt;line-height:1.5}.grid6 .hp .s{line-height:1.4}figure,.hp,tr,.v,li{break-inside:avoid}h2,h3{break-after:avoid}h2{font-size:14pt}h3{font-size:10.5pt}table{font-size:8.2pt;line-height:1.35}td{padding:1.5pt 6pt 1.5pt 0}section>.lead{margin-bottom:6pt}.grid6{gap:6pt 16pt!important}th{font-size:8pt}.cards .m,.cards th:nth-child(4){display:none}.levers{break-inside:avoid}.mgap{margin-top:12pt}ul.plain{font-size:8.6pt}details:not(.keep),details.keep[open]>:not(summary){display:none}.unit{font-size:8.6pt}.hp .t{font-size:10pt}.hp .s{font-size:8.4pt}footer{font-size:8pt;padding-bottom:0;margin-top:14pt;break-inside:avoid}}
`
