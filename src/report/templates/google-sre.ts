/** The order of the example post-mortem in the Google SRE book (appendix D), with our evidence behind it. */
export const googleSre = `// https://sre.google/sre-book/example-postmortem/
{{title}}
## Authors
TODO: roles that wrote this, and the date
{{summary}}
{{impact}}
## Root causes
{{verdict}}
{{conditions}}
{{trigger}}
## Resolution
{{response}}
{{fix}}
{{detection}}
{{actions}}
{{lessons}}
{{timeline}}
## Supporting information
{{key-times}}
{{who-was-hit}}
{{sandboxes}}
{{open-questions}}
{{coverage}}
{{repeat}}
{{evidence}}
`
