/** What fits a page: the first screen, numbers, times, fix, actions. */
export const onePage = `// one page for the ticket
{{title}}
{{summary}}
{{key-times}}
{{impact}}
{{fix}}
{{actions}}
{{open-questions}}
`
