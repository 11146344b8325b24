/** Style sheet of the plain HTML report: system fonts, light and dark with AA contrast, wide tables scroll, paper without colours. */
export const STYLE = `:root { color-scheme: light dark; --text: #1b1f24; --back: #ffffff; --soft: #57606a; --line: #d0d7de; --code: #f3f4f6; --link: #0550ae; --mark: #fff3bf; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --back: #0d1117; --soft: #9da7b3; --line: #30363d; --code: #161b22; --link: #79c0ff; --mark: #5c4a00; } }
body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.7rem; line-height: 1.25; } h2 { margin-top: 2.5rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
a { color: var(--link); } code, pre { font-family: ui-monospace, monospace; font-size: .875em; background: var(--code); }
code { padding: .1em .3em; border-radius: 3px; overflow-wrap: anywhere; } pre { padding: .8rem; overflow-x: auto; border-radius: 6px; } pre code { padding: 0; overflow-wrap: normal; }
.table { overflow-x: auto; } table { border-collapse: collapse; } th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; } .right { text-align: right; }
mark { background: var(--mark); color: inherit; padding: 0 .3em; font-weight: 600; } blockquote { margin: 0; padding-left: 1rem; border-left: 4px solid var(--line); }
.frontmatter { color: var(--soft); font-size: .875rem; display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; } dd { margin: 0; grid-column: 2; overflow-wrap: anywhere; }
@media print { body { font-size: 11pt; } main { max-width: none; padding: 0; } pre { white-space: pre-wrap; } }`
