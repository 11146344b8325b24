import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMonth } from '../../../parsers/grammar/months.ts'
import { readSender, readShortTime } from '../../../parsers/grammar/syslog-head.ts'

test('month names of many locales', () => {
  const names: readonly (readonly [string, number])[] = [
    ['Apr', 4],
    ['nov.', 11],
    ['sept.', 9],
    ['févr.', 2],
    ['Mär', 3],
    ['okt.', 10],
    ['11月', 11],
    ['5月', 5],
    [' 5월', 5],
    ['Thg 4', 4],
    ['Ιαν', 1],
    ['мая', 5],
    ['paź', 10],
    ['Şub', 2],
    ['ene', 1],
    ['des', 12],
  ]
  for (const [name, month] of names) {
    const read = readMonth(`${name} 26 00:43:24 node-a kubelet[1]: x`)
    assert.equal(read?.value, month, name)
    assert.equal(read?.end, name.length, name)
    assert.equal(readShortTime(`${name} 26 00:43:24 node-a kubelet[1]: x`)?.stamp.month, month, name)
  }
})

test('decomposed accents are the same name', () => {
  assert.equal(readMonth('fe\u0301vr. 26 00:43:24')?.value, 2)
})

test('other words are no months', () => {
  for (const text of ['Foo 26', '13月 26', 'Thg 26', '5x 26', 'toolongword 26', 'nov.', 'Apr text', ''])
    assert.equal(readShortTime(text), undefined, text)
})

test('a sender may lack host, process or colon, and hold blanks and brackets', () => {
  const read = (text: string) => readSender(text, 0)
  assert.deepEqual(read(' node-a kubelet[812]: x'), { host: 'node-a', ident: 'kubelet', pid: '812', textAt: 22 })
  assert.deepEqual(read(' kubelet[812]: x'), { host: '', ident: 'kubelet', pid: '812', textAt: 15 })
  assert.deepEqual(read(' node-a kernel: x'), { host: 'node-a', ident: 'kernel', pid: '', textAt: 16 })
  assert.deepEqual(read(' node-a gdm-password]: x'), { host: 'node-a', ident: 'gdm-password]', pid: '', textAt: 23 })
  assert.deepEqual(read(' node-a (systemd)[1]:'), { host: 'node-a', ident: '(systemd)', pid: '1', textAt: 21 })
  assert.deepEqual(read(' node-a kubelet[812] text'), { host: 'node-a', ident: 'kubelet', pid: '812', textAt: 21 })
  for (const text of [
    '',
    'x',
    ' ',
    ' node-a',
    ' node-a text only',
    ' [error] a: b',
    ' key=value a: b',
    ' node-a a[x] text',
  ])
    assert.equal(read(text), undefined, text)
})
