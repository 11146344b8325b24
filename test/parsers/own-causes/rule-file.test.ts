import assert from 'node:assert/strict'
import { test } from 'node:test'
import { causes } from '../../../parsers/causes/index.ts'
import { readRuleFile } from '../../../parsers/own-causes/rule-file.ts'
import { PostmortemError } from '../../../src/base/errors.ts'

const whole = `id: x-acme-lease
title: Acme has no lease
severity: high
patterns:
  - all: ["ACME-IPAM", 'no  “lease”']
  - all: [acme-ipam]
    pattern: 'pool "[^"]{1,40}" is locked'
    rank: 95
what: No lease.
why: The pool is used up.
steps:
  - text: Unlock it.
    commands: acmectl unlock
    check: It says so.
  - text: Wait.
references:
  - title: Runbook
    url: https://acme.example/runbook
  - url: https://acme.example/more
knownVersions: acme 3
samples: ['acme-ipam: no "lease" here']
lookAlikes: ['acme-ipam: refused']
`

test('a rules file becomes a cause; literals are folded as error texts are', () => {
  const rule = readRuleFile('a.yaml', whole)
  assert.equal(rule.id, 'x-acme-lease')
  assert.deepEqual(rule.patterns[0], { all: ['acme-ipam', 'no "lease"'], rank: 80 })
  assert.deepEqual(rule.patterns[1], { all: ['acme-ipam'], pattern: /pool "[^"]{1,40}" is locked/iu, rank: 95 })
  assert.deepEqual(rule.steps[1], { text: 'Wait.', commands: '', check: '' })
  assert.equal(rule.references[1]?.title, 'https://acme.example/more')
  assert.deepEqual([rule.severity, rule.knownVersions, rule.samples.length], ['high', 'acme 3', 1])
})

test('a new cause needs little; one of the catalogue keeps the texts that the file does not give', () => {
  const little = readRuleFile('a.yaml', 'id: x-a\ntitle: A\nwhat: W\npatterns: [{all: [abc]}]\nsamples: [abc]\n')
  assert.deepEqual([little.severity, little.why, little.steps, little.references], ['medium', '', [], []])
  const more = readRuleFile('a.yaml', 'id: ipam-exhausted\ntitle: T\npatterns: [{all: [abc]}]\nsamples: [abc]\n')
  const known = causes.find(({ id }) => id === 'ipam-exhausted')
  assert.deepEqual([more.title, more.what, more.steps], ['T', known?.what, known?.steps])
  assert.deepEqual(more.samples, ['abc'])
})

const change = (from: string, to: string): string => {
  assert.ok(whole.includes(from), from)
  return whole.replace(from, to)
}

test('errors name file, line and column, what is wrong and what is allowed', () => {
  const refused: readonly (readonly [text: string, message: RegExp, hint: RegExp])[] = [
    [
      change('title: Acme', 'titel: Acme'),
      /^a\.yaml:2:1: the file has an unknown key "titel"$/,
      /allowed are id, title/,
    ],
    [
      change('severity: high', 'severity: severe'),
      /^a\.yaml:3:11: severity is "severe"$/,
      /critical, high, medium, low/,
    ],
    [
      change('id: x-acme-lease', 'id: acme'),
      /^a\.yaml:1:5: id "acme" is neither new nor in the catalogue$/,
      /x- and words/,
    ],
    [change('id: x-acme-lease\n', ''), /^a\.yaml:1:1: the file lacks id$/, /add id:/],
    [change('what: No lease.', 'what: ""'), /^a\.yaml:9:7: what is empty$/, /write a text/],
    [change('what: No lease.', 'what: 7'), /^a\.yaml:9:7: what is no text$/, /in quotes/],
    [
      change('rank: 95', 'rank: 950'),
      /^a\.yaml:8:11: patterns\[1\]\.rank is no whole number from 1 to 100$/,
      /1 to 100/,
    ],
    [
      change('{1,40}', '*'),
      /^a\.yaml:7:14: patterns\[1\]\.pattern, character 11: \* has no upper bound/,
      /bounded repeats/,
    ],
    [
      change('[acme-ipam]', '[a, b]'),
      /^a\.yaml:6:5: patterns\[1\]\.all has no literal of 3 characters$/,
      /every such error/,
    ],
    [
      change('[acme-ipam]', 'acme-ipam'),
      /^a\.yaml:6:10: patterns\[1\]\.all is no list with at least 1 item$/,
      /each after/,
    ],
    [change('[acme-ipam]', '[7]'), /^a\.yaml:6:11: patterns\[1\]\.all\[0\] is no text$/, /in quotes/],
    [
      change('text: Wait.', 'txt: Wait.'),
      /^a\.yaml:15:5: steps\[1\] has an unknown key "txt"$/,
      /text, commands, check/,
    ],
    [change('  - text: Wait.', '  - Wait.'), /^a\.yaml:15:5: steps\[1\] is no mapping$/, /key: value/],
    [
      change('url: https://acme.example/more', 'url: more'),
      /^a\.yaml:19:10: references\[1\]\.url is no web address$/,
      /https/,
    ],
    [change('samples: [', 'samples: [] #'), /^a\.yaml:21:10: samples is no list with at least 1 item/, /1 to 500/],
    [change('title: Acme has no lease', 'title: [a'), /^a\.yaml:3:\d+: this is no YAML$/, /docs\/rules\.md/],
    ['', /^a\.yaml:1:1: the file is no mapping$/, /id, title/],
    ['- a\n', /^a\.yaml:1:1: the file is no mapping$/, /id, title/],
    ['id: x-a\nid: x-b\n', /^a\.yaml:2:1: this is no YAML$/, /docs/],
  ]
  for (const [text, message, hint] of refused) {
    assert.throws(
      () => readRuleFile('a.yaml', text),
      (error) => {
        assert.ok(error instanceof PostmortemError, text)
        assert.equal(error.code, 'BAD_RULES')
        assert.match(error.message, message)
        assert.match(error.hint, hint)
        return true
      },
    )
  }
})
