import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { escapeHtml } from '../../src/base/escape-html.ts'
import {
  escapeMarkdown,
  escapeMarkdownStart,
  headingAnchor,
  markdownCode,
  markdownFence,
} from '../../src/base/escape-markdown.ts'
import { displayWidth, escapeTerminal, escapeTerminalBlock, fitWidth } from '../../src/base/escape-terminal.ts'
import { shorten, visibleText } from '../../src/base/visible-text.ts'

const render = (markdown: string): string =>
  micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] })

/** What a reader sees of HTML. */
const seen = (html: string): string =>
  html
    .replaceAll('<!-- -->', '')
    .replaceAll(/<\/?(?:p|code|table|thead|tbody|tr|th|td|pre|ul|li)(?: [^>]*)?>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim()

/** Text built of what is dangerous. */
const nasty = fc
  .array(
    fc.constantFrom(
      '`',
      '``',
      '|',
      '\\',
      '*',
      '_',
      '[',
      ']',
      '(',
      ')',
      '<b>',
      '<!--',
      '-->',
      '&amp;',
      '&',
      '#',
      '~~',
      '$',
      '1. ',
      '- ',
      '+ ',
      '> ',
      '= ',
      ':',
      'http://a.b',
      'www.a.b',
      'a@b.c',
      'mailto:a',
      'TODO',
      ' ',
      'x',
      'é',
      '\u001b',
      '\u202e',
      '\n',
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

const flat = (text: string): string => visibleText(text.replaceAll(/[\r\n\t]+/g, ' '))
const squeezed = (text: string): string => text.replaceAll(/ +/g, ' ').trim()

test('whatever the text, a Markdown paragraph shows it as it stands and makes nothing of it', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const html = render(escapeMarkdownStart(text))
      assert.doesNotMatch(html, /<(?!\/?p>|!-- -->)/, html)
      assert.equal(squeezed(seen(html)), squeezed(flat(text)))
    }),
    { numRuns: 2000, seed: 1 },
  )
})

test('whatever the text, a table cell shows it as it stands, as text and as code', () => {
  fc.assert(
    fc.property(nasty, nasty, (a, b) => {
      const html = render(`| a | b | c |\n|---|---|---|\n| ${escapeMarkdown(a)} | ${markdownCode(b, true)} | end |`)
      const cells = [...html.matchAll(/<td>([\s\S]*?)<\/td>/g)].map(([, cell]) => squeezed(seen(cell ?? '')))
      assert.deepEqual(cells, [squeezed(flat(a)), squeezed(flat(b)), 'end'])
    }),
    { numRuns: 2000, seed: 2 },
  )
})

test('whatever the text, a code span and a fenced block show it as it stands', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      assert.equal(squeezed(seen(render(`a ${markdownCode(text)} z`))), squeezed(`a ${flat(text)} z`))
      const block = render(markdownFence(text, 'text'))
      assert.equal(block.match(/<pre>/g)?.length, 1)
      assert.equal(seen(block), visibleText(text, '\n').trim())
    }),
    { numRuns: 2000, seed: 3 },
  )
})

test('an empty text makes no code span', () => {
  assert.equal(markdownCode(''), '')
  assert.equal(markdownCode(' \n'), '')
})

test('log text that says TODO is not an open prompt', () => {
  assert.equal(escapeMarkdown('TODO: x TODOS'), 'TO&#68;O: x TODOS')
  assert.equal(escapeHtml('TODO'), 'TO&#68;O')
})

test('HTML: markup becomes text, quotes too', () => {
  assert.equal(escapeHtml(`<a href="x" title='y'>&`), '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;')
  assert.equal(escapeHtml('a\nb\u202e', '\n'), 'a\nb\\u{202e}')
})

test('terminal: escapes, bells, direction overrides and zero-width characters are written out', () => {
  assert.equal(
    escapeTerminal('\u001b[31m\u0007\u009b\u202e\u200b\ufeff\r\n\t'),
    '\\x1b[31m\\x07\\x9b\\u{202e}\\u{200b}\\u{feff}\\r\\n\\t',
  )
  assert.equal(escapeTerminalBlock('a\n\tb\r'), 'a\n\tb\\r')
  assert.equal(visibleText('\ud800'), '\\u{d800}')
  assert.equal(visibleText('grün 日本 😀'), 'grün 日本 😀')
})

test('widths: combining marks 0, wide characters 2', () => {
  assert.equal(displayWidth('abc'), 3)
  assert.equal(displayWidth('日本'), 4)
  assert.equal(displayWidth('e\u0301é'), 2)
  for (const text of ['', 'abc', 'abcdefgh', '日本日本日本']) {
    for (const width of [1, 5, 6]) assert.equal(displayWidth(fitWidth(text, width)), width)
  }
  assert.equal(fitWidth('abcdef', 4), 'abc…')
})

test('shorten cuts by character, not inside one', () => {
  assert.equal(shorten('abc', 3), 'abc')
  assert.equal(shorten('abcd', 3), 'ab…')
  assert.equal(shorten('😀😀😀', 3), '😀😀😀')
  assert.equal(shorten('😀😀😀😀', 3), '😀😀…')
})

test('anchors are those of GitHub', () => {
  assert.equal(headingAnchor('Coverage and data quality'), 'coverage-and-data-quality')
  assert.equal(headingAnchor('Nodes not hit, and how they differ'), 'nodes-not-hit-and-how-they-differ')
  assert.equal(headingAnchor('Query incident-totals'), 'query-incident-totals')
})
