/** Class H: texts that are harmless in a file and would do something in an output. */
export interface ShownText {
  readonly id: string
  readonly covers?: string
  /** The text as a reader of YAML gets it. */
  readonly text: string
}

const canary = 'globalThis.__CANARY=1'
const row = (id: string, text: string, covers?: string): ShownText => ({ id, text, ...(covers ? { covers } : {}) })

export const shown: readonly ShownText[] = [
  row('h01-script', `<script>${canary}</script>`, 'h01-script.yaml'),
  row('h02-img', `<img src=x onerror=${canary}>`),
  row('h03-attribute', `" onmouseover="${canary}`),
  row('h03b-attribute-single', `' onmouseover='${canary}`),
  row('h04-close-script', `</script><script>${canary}</script>`),
  row('h05-comment', `--><script>${canary}</script><!--`),
  row('h06-svg', `<svg/onload=${canary}>`, 'h06-svg.yaml'),
  row('h07-md-link', `[x](javascript:${canary})`, 'h07-md-link.yaml'),
  row('h07b-md-image', '![x](http://127.0.0.1:9/x.png)'),
  row('h07c-md-table', 'a | b | c'),
  row('h07d-md-heading', '# heading'),
  row('h07e-md-mention', '@octocat closes #1'),
  row('h07f-md-code', '``` `x` ```'),
  row('h07g-md-html', '<details open><summary>x</summary>'),
  row('h08-template', `{{constructor.constructor("${canary}")()}} \${7*7} <%= 7*7 %>`, 'h08-template.yaml'),
  row('h09-css', '</style><style>*{display:none}', 'h09-css.yaml'),
  row('h10-excel-eq', '=1+1', 'h10-excel-eq.yaml'),
  row('h11-excel-cmd', "=cmd|' /C calc'!A0"),
  row('h12-excel-plus', '+1+1', 'h12-excel-plus.yaml'),
  row('h13-excel-minus', '-1+1', 'h13-excel-minus.yaml'),
  row('h14-excel-at', '@SUM(1,1)'),
  row('h15-excel-hyperlink', '=HYPERLINK("http://127.0.0.1/?"&A1,"x")', 'h15-excel-hyperlink.yaml'),
  row('h16-csv-break', 'a","=1+1","b', 'h16-csv-break.yaml'),
  row('h17-gha-error', '::error file=x,line=1::pwned'),
  row('h18-gha-set-output', '::set-output name=x::y'),
  row('h19-gha-stop', '::stop-commands::tok', 'h19-gha-stop.yaml'),
  row('h20-gha-encoded', '%0A::add-mask::a%0A', 'h20-gha-encoded.yaml'),
  row('h21-azure', '##vso[task.setvariable variable=x]1', 'h21-azure.yaml'),
  row('h22-teamcity', "##teamcity[buildStatus status='SUCCESS']", 'h22-teamcity.yaml'),
  row('h23-gitlab-section', 'section_start:1:x'),
  row('h24-xml-ctrl', 'a & b < c > d ]]> _x0041_', 'h24-xml-ctrl.yaml'),
  row('h25-url-js', `javascript:${canary}`, 'h25-url-js.yaml'),
  row('h26-mermaid', 'A-->B; click A "javascript:void 0"', 'h26-mermaid.yaml'),
  row('h27-shell', '$(touch canary) `touch canary` ; rm -rf ./nothing', 'h27-shell.yaml'),
  row('h28-printf', '%s %d %n %c %% %o', 'h28-printf.yaml'),
  row('h29-path-like-json', '","__proto__":{"polluted":1},"x":"', 'h29-path-like-json.yaml'),
  row('h30-gha-newline', 'ok\n::add-path::/tmp\n::set-env name=NODE_OPTIONS::--x\n::warning::x', 'h30-gha-newline.yaml'),
  row('h31-tab-formula', '\t=1+1', 'h31-tab-cr-formula.yaml'),
  row('h32-excel-32767', '长'.repeat(40_000), 'h32-excel-32767.yaml'),
  row('h33-sheet-name', `a[b]:c*d?e/f\\g'${'长'.repeat(40)}`, 'h33-sheet-name.yaml'),
  row('h34-docx', '</w:t></w:r><w:r><w:t>x'),
  row('h35-replacement-pattern', '$& $1 $` $$ {nearest} {reason}'),
  row('h36-entity', '&lt;script&gt; &amp; &#x3c;'),
]
