import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assemble, contextGates, newContext, observe, readEntry, readRecords } from '../../parsers/record.ts'
import type { Assembled, LineWindow } from '../../src/model/line-window.ts'
import type { LogRecord } from '../../src/model/record.ts'

const ID = 'a1b2c3d4'.repeat(8)

function windowAt(lines: readonly string[], index: number): LineWindow {
  return {
    line: index + 1,
    at: (rel) => lines[index + rel],
    offsetOf: (rel) => lines.slice(0, index + rel).reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0),
  }
}

function assembleAt(lines: readonly string[], index: number): Assembled | undefined {
  return assemble(windowAt(lines, index))
}

/** The records of a text, each line being a candidate; every line of a record must give that record. */
function records(text: string): readonly LogRecord[] {
  const lines = text.split('\n')
  const context = newContext()
  const found = new Map<number, Assembled>()
  for (const [index, line] of lines.entries()) {
    if (contextGates.some((gate) => line.startsWith(gate.slice(1)))) observe(context, line)
    const assembled = assembleAt(lines, index)
    if (assembled === undefined) continue
    const known = found.get(assembled.line)
    assert.deepEqual(assembled, known ?? assembled, `line ${index + 1}`)
    found.set(assembled.line, assembled)
  }
  return [...found.values()].sort((a, b) => a.line - b.line).flatMap((assembled) => readRecords(assembled, context))
}

function only(text: string): LogRecord {
  const all = records(text)
  assert.equal(all.length, 1, all.map((record) => `${record.line}-${record.lineEnd} ${record.message}`).join('\n'))
  const [record] = all
  assert.ok(record)
  return record
}

test('the founding record of the Kubernetes page stands on two lines', () => {
  const record = only(
    `ERROR[2022-04-26T00:43:24.518165483Z] StopPodSandbox for "b" failed\nerror="failed to destroy network for sandbox \\"${ID}\\": invalid version \\"\\": the version is empty"`,
  )
  assert.equal(record.line, 1)
  assert.equal(record.lineEnd, 2)
  assert.equal(record.payload, 'logrus-tty')
  assert.equal(record.message, 'StopPodSandbox for "b" failed')
  assert.equal(record.error, `failed to destroy network for sandbox "${ID}": invalid version "": the version is empty`)
})

test('a line has its place, both stamps, sender and component', () => {
  const line =
    'Apr 26 08:43:24 node-a containerd[701]: time="2022-04-26T00:43:24.5Z" level=error msg="StopPodSandbox failed" error="x \\"y\\"" id=7'
  const [, record] = records(`first line\n${line}`)
  assert.ok(record)
  assert.equal(record.line, 2)
  assert.equal(record.byteOffset, 11)
  assert.equal(record.raw, line)
  assert.equal(record.host, 'node-a')
  assert.equal(record.pid, '701')
  assert.equal(record.component, 'containerd')
  assert.equal(record.level, 'error')
  assert.equal(record.error, 'x "y"')
  assert.equal(record.field('id'), '7')
  assert.deepEqual(record.stamp, {
    kind: 'calendar',
    year: 2022,
    month: 4,
    day: 26,
    dayUs: 2_604_500_000,
    offsetMin: 0,
  })
  assert.deepEqual(record.outerStamp, {
    kind: 'calendar',
    year: 0,
    month: 4,
    day: 26,
    dayUs: 31_404_000_000,
    offsetMin: undefined,
  })
})

test('blank lines, boot markers and section heads are no records', () => {
  for (const line of [
    '',
    '   ',
    '-- Boot 2222 --',
    '-- Logs begin at Wed 2020-06-10 19:51:17 UTC. --',
    '==> kubelet <==',
    '░░ Subject: x',
  ]) {
    assert.equal(assembleAt([line], 0), undefined, line)
  }
  assert.equal(assembleAt([], 0), undefined)
})

const HEAD = 'Apr 26 00:43:24 node-a kubelet[812]: '
const BLOCK = [
  `${HEAD}E0426 00:43:24.518120     812 pod_workers.go:965] "Error syncing pod, skipping" err=<`,
  `${HEAD}\tfailed to "CreatePodSandbox": no such file`,
  `${HEAD}        Is the agent running?`,
  `${HEAD} > pod="ns/web-0" podUID="u-1"`,
]

test('journald cuts a klog block into records of one line: they are one again', () => {
  const [before, record, after] = records(
    [
      `${HEAD}I0426 00:43:23.000000     812 a.go:1] before`,
      ...BLOCK,
      `${HEAD}I0426 00:43:25.000000     812 a.go:1] after`,
    ].join('\n'),
  )
  assert.equal(before?.message, 'before')
  assert.equal(after?.message, 'after')
  assert.equal(record?.line, 2)
  assert.equal(record?.lineEnd, 5)
  assert.equal(record?.error, 'failed to "CreatePodSandbox": no such file\nIs the agent running?')
  assert.equal(record?.field('pod'), 'ns/web-0')
  assert.equal(record?.field('podUID'), 'u-1')
})

test('in a reversed journal the block stands above its head; the place is that of the head', () => {
  const reversed = [...BLOCK].reverse()
  const all = records([...reversed, ...reversed].join('\n'))
  assert.deepEqual(
    all.map((record) => [record.line, record.lineEnd, record.error, record.field('pod')]),
    [
      [4, 4, 'failed to "CreatePodSandbox": no such file\nIs the agent running?', 'ns/web-0'],
      [8, 8, 'failed to "CreatePodSandbox": no such file\nIs the agent running?', 'ns/web-0'],
    ],
  )
})

test('a reversed block whose top was cut away is still joined', () => {
  const record = only([...BLOCK].reverse().slice(1).join('\n'))
  assert.equal(record.line, 3)
  assert.equal(record.error, 'failed to "CreatePodSandbox": no such file\nIs the agent running?')
})

test('a block of a klog file is joined too, quotes inside it and all', () => {
  const record = only(
    'E0401 10:00:00.123456    1234 a.go:965] "Error" err=<\n\tfirst "a"\n\t\n\tsecond\n > pod="ns/name"',
  )
  assert.equal(record.error, 'first "a"\n\nsecond')
  assert.equal(record.field('pod'), 'ns/name')
})

test('journald indents the further lines of one message by the length of its head', () => {
  const record = only(
    `Apr 26 00:43:24 node-a kubelet[812]: E0426 00:43:24.518120     812 a.go:1] first\n${' '.repeat(HEAD.length)}second\n${' '.repeat(HEAD.length)}  third`,
  )
  assert.equal(record.message, 'first\nsecond\n  third')
})

test('a record broken at the terminal width, inside an id and inside a word, is put together', () => {
  const line = `time="2022-04-26T00:43:24.5Z" level=error msg="StopPodSandbox for \\"${ID}\\" failed" error="failed to destroy network for sandbox \\"${ID}\\": invalid version"`
  for (const width of [80, 100, 127, 190]) {
    const wrapped = wrap(line, width)
    const [record, next] = records([...wrapped, 'time="2022-04-26T00:43:25Z" level=info msg=next'].join('\n'))
    assert.equal(record?.message, `StopPodSandbox for "${ID}" failed`, `width ${width}`)
    assert.equal(record?.error, `failed to destroy network for sandbox "${ID}": invalid version`, `width ${width}`)
    assert.equal(record?.lineEnd, wrapped.length)
    assert.equal(next?.message, 'next')
  }
})

function wrap(line: string, width: number): readonly string[] {
  return line.match(new RegExp(`.{1,${width}}`, 'g')) ?? []
}

test('an event that a mail quoted and broke at words is put together', () => {
  const record = only(
    `> Failed to create pod sandbox: rpc error: code\n>   = Unknown desc = failed to setup network for sandbox\n>   "${ID}": no address`,
  )
  assert.equal(
    record.message,
    `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "${ID}": no address`,
  )
})

test('a commented event row broken inside the id is put together', () => {
  const head =
    '#   Warning  FailedCreatePodSandBox  2m40s  kubelet  Failed to create pod sandbox: network for sandbox "'
  const record = records(`${head}${ID.slice(0, 60)}\n# ${ID.slice(60)}": gone\n#`)[0]
  assert.equal(record?.message, `Failed to create pod sandbox: network for sandbox "${ID}": gone`)
  assert.equal(record?.lineEnd, 2)
})

test('lines that a pager cut are used as far as they go', () => {
  const record = only(
    'Sep 28 14:33:11 test containerd[39113]: time="2021-09-28T14:33:11.6Z" level=error msg="RunPodSandbox for &PodSandboxMetadata{Name:nginx,Uid:7d18>',
  )
  assert.equal(record.cut, true)
  assert.equal(record.message, 'RunPodSandbox for &PodSandboxMetadata{Name:nginx,Uid:7d18')
  assert.equal(
    only('Sep 28 14:33:11 test kubelet[1]: E0928 14:33:11.600000       1 a.go:1] text that goes on…').cut,
    true,
  )
  assert.equal(
    only('Sep 28 14:33:11 test kubelet[1]: E0928 14:33:11.600000       1 a.go:1] "Error syncing" err=<nil>').cut,
    false,
  )
})

test('two cut records one below the other stay two', () => {
  const line =
    'Sep 28 14:33:11 test kubelet[1]: E0928 14:33:11.600000       1 a.go:1] "Error syncing pod" err="failed to \\"Create>'
  assert.equal(records(`${line}\n${line}`).length, 2)
})

test('records glued on one line are split; quoted ones are not', () => {
  const first = 'Apr 26 00:43:24 node-a kubelet[812]: E0426 00:43:24.518120     812 a.go:1] "First" pod="ns/a"'
  const second = 'Apr 26 00:43:25 node-a kubelet[812]: E0426 00:43:25.518120     812 a.go:2] "Second" pod="ns/b"'
  assert.deepEqual(
    records(first + second).map((record) => [record.line, record.message, record.field('pod')]),
    [
      [1, 'First', 'ns/a'],
      [1, 'Second', 'ns/b'],
    ],
  )
  const bare =
    'E0426 00:43:24.518120     812 a.go:1] "First" err="x"E0426 00:43:25.518120     812 a.go:2] "Second" err="y"'
  assert.deepEqual(
    records(bare).map((record) => record.error),
    ['x', 'y'],
  )
  const quoted = 'E0426 00:43:24.518120     812 a.go:1] "First" err="stderr: E0426 00:43:25.518120     812 a.go:2] x"'
  assert.equal(records(quoted).length, 1)
})

test('partial lines of a container log are one record', () => {
  const record = only(
    '2022-04-26T00:43:24.5Z stdout P one \n2022-04-26T00:43:24.6Z stdout P two \n2022-04-26T00:43:24.7Z stdout F three',
  )
  assert.equal(record.message, 'one two three')
  assert.equal(record.component, '')
})

test('what a container quotes of the kubelet is not the kubelet', () => {
  const record = only(
    '2022-04-26T00:43:24.518165483Z stderr F E0426 00:43:24.518120       1 a.go:1] "StopPodSandbox failed"',
  )
  assert.equal(record.payload, 'klog-text')
  assert.equal(record.component, '')
})

test('the lines of journalctl -o verbose are one record, placed at its message', () => {
  const text = [
    'Thu 2018-06-21 14:36:14.470781 EDT [s=0f34;i=8b;b=94;m=46;t=bb;x=60]',
    '    _TRANSPORT=stdout',
    '    _HOSTNAME=node-a',
    '    SYSLOG_IDENTIFIER=kubelet',
    '    _PID=7',
    '    MESSAGE=E0621 14:36:14.470358       7 a.go:54] CreatePodSandbox failed',
    '            more of it',
    'Thu 2018-06-21 14:36:15.470781 EDT [s=0f34;i=8c;b=94;m=46;t=bb;x=60]',
    '    MESSAGE=next',
  ].join('\n')
  const [record, next] = records(text)
  assert.equal(record?.line, 6)
  assert.equal(record?.lineEnd, 7)
  assert.equal(record?.message, 'CreatePodSandbox failed\nmore of it')
  assert.equal(record?.host, 'node-a')
  assert.equal(record?.component, 'kubelet')
  assert.equal(record?.transport, 'journald-verbose')
  assert.deepEqual(record?.outerStamp, {
    kind: 'calendar',
    year: 2018,
    month: 6,
    day: 21,
    dayUs: 52_574_470_781,
    offsetMin: -240,
  })
  assert.equal(next?.message, 'next')
})

test('so are those of the export format', () => {
  const record = only(
    '__CURSOR=s=1\n__REALTIME_TIMESTAMP=1650933804518165\n_HOSTNAME=node-a\nMESSAGE=level=info msg=a\n_SYSTEMD_UNIT=containerd.service',
  )
  assert.equal(record.transport, 'journald-export')
  assert.deepEqual(record.stamp, { kind: 'epoch', us: 1_650_933_804_518_165 })
  assert.equal(record.component, 'containerd')
})

test('an event row takes its pod from the describe block above it', () => {
  const text = [
    'Name:         web-0',
    'Namespace:    shop',
    'Node:         node-a/10.0.0.5',
    '',
    'Events:',
    '  Type     Reason                  Age   From     Message',
    '  Warning  FailedCreatePodSandBox  25m (x12 over 30m)  kubelet  Failed to create pod sandbox: first',
    'Is the agent running?',
    '  Normal   SandboxChanged          24m   kubelet  Pod sandbox changed.',
  ].join('\n')
  const event = records(text).find((record) => record.k8sEvent?.reason === 'FailedCreatePodSandBox')
  assert.equal(event?.message, 'Failed to create pod sandbox: first\nIs the agent running?')
  assert.equal(event?.component, 'kubernetes-event')
  assert.deepEqual(event?.k8sEvent, {
    reason: 'FailedCreatePodSandBox',
    type: 'Warning',
    kind: 'Pod',
    namespace: 'shop',
    name: 'web-0',
    uid: '',
    node: 'node-a',
    count: 12,
    firstStamp: { kind: 'age', us: 1_800_000_000 },
    lastStamp: { kind: 'age', us: 1_500_000_000 },
  })
})

test('an event that an e2e log dumps has its own time and node', () => {
  const dump =
    'At 2021-01-29 06:36:50 +0000 UTC - event for web-0: {kubelet node-a} FailedKillPod: error killing pod: gone'
  for (const line of [`Jan 29 06:41:25.617: INFO: ${dump}`, `I0129 06:41:25.617000    4347 dump.go:53] ${dump}`]) {
    const record = only(line)
    assert.equal(record.component, 'kubernetes-event')
    assert.equal(record.k8sEvent?.reason, 'FailedKillPod')
    assert.equal(record.k8sEvent?.node, 'node-a')
    assert.equal(record.message, 'error killing pod: gone')
    assert.deepEqual(record.stamp, {
      kind: 'calendar',
      year: 2021,
      month: 1,
      day: 29,
      dayUs: 23_810_000_000,
      offsetMin: 0,
    })
  }
})

test('one unit of k3s holds kubelet and runtime lines: the payload tells them apart', () => {
  const head = 'Jun 07 11:38:12 node-a k3s[6204]: '
  const [klog, logrus] = records(
    `${head}E0607 11:38:12.821024    6204 a.go:116] x\n${head}time="2022-06-07T11:38:12Z" level=info msg=y`,
  )
  assert.equal(klog?.component, 'kubelet')
  assert.equal(logrus?.component, '')
})

test('the section of a minikube log tells the component of a bare line', () => {
  const [kubelet] = records('==> kubelet <==\nI0607 11:38:12.821024    6204 a.go:116] x')
  assert.equal(kubelet?.component, 'kubelet')
  const [container] = records('==> etcd [1234] <==\nI0607 11:38:12.821024    6204 a.go:116] x')
  assert.equal(container?.component, '')
})

test('a process that writes a stack trace does not swallow the record after it, however long it is', () => {
  const head = 'E0426 00:43:24.518120     812 a.go:1] panic'
  const trace = Array.from({ length: 200 }, (_, n) => `goroutine ${n} [running]:`)
  const all = records([head, ...trace, head].join('\n'))
  assert.equal(all[0]?.message.split('\n').length, 50)
  assert.equal(all.at(-1)?.line, 202)
})

test('commands and tables after a record are not part of it', () => {
  const [error] = records(
    'ERRO[0000] validate service connection: gone \nPOD ID              CREATED             STATE\nd495             3 hours ago         Ready',
  )
  assert.equal(error?.lineEnd, 1)
  const [klog] = records('E0426 00:43:24.518120     812 a.go:1] text\nroot@node-a:~# exit')
  assert.equal(klog?.lineEnd, 1)
})

test('a record from an export has its payload read and keeps its place', () => {
  const [record] = readEntry({
    line: 5,
    lineEnd: 9,
    byteOffset: 100,
    raw: 'raw',
    transport: 'journal-file',
    stamp: { kind: 'epoch', us: 1 },
    host: 'node-a',
    ident: 'containerd.service',
    pid: '7',
    message: 'time="2022-04-26T00:43:24.5Z" level=error msg="StopPodSandbox for \\"b\\" failed" error=x',
  })
  assert.equal(record?.line, 5)
  assert.equal(record?.transport, 'journal-file')
  assert.equal(record?.payload, 'logrus-text')
  assert.equal(record?.component, 'containerd')
  assert.equal(record?.message, 'StopPodSandbox for "b" failed')
  assert.deepEqual(record?.outerStamp, { kind: 'epoch', us: 1 })
})

test('an Event object from an export is an event record', () => {
  const event = {
    reason: 'FailedKillPod',
    type: 'Warning',
    kind: 'Pod',
    namespace: 'a',
    name: 'b',
    uid: 'c',
    node: 'n',
    count: 3,
  }
  const [record] = readEntry({
    ...{
      line: 1,
      lineEnd: 1,
      byteOffset: 0,
      raw: '',
      transport: 'event-list',
      stamp: undefined,
      host: 'n',
      ident: 'kubelet',
      pid: '',
    },
    message: 'error killing pod: x',
    k8sEvent: { ...event, firstStamp: { kind: 'epoch', us: 1 }, lastStamp: { kind: 'epoch', us: 2 } },
  })
  assert.equal(record?.component, 'kubernetes-event')
  assert.equal(record?.level, 'warning')
  assert.deepEqual(record?.stamp, { kind: 'epoch', us: 2 })
  assert.equal(record?.k8sEvent?.count, 3)
})

test('rsyslog quotes a message that was repeated', () => {
  const record = only(
    'Apr  6 00:43:24 node-a kubelet[812]: message repeated 5 times: [ E0406 00:43:24.518120     812 a.go:1] "Stop failed" err="x"]',
  )
  assert.equal(record.message, 'Stop failed')
  assert.equal(record.error, 'x')
})

test('without a transport an open quote goes on in the next line, a closed record does not', () => {
  const [first] = records('time="2018-04-26T00:43:24Z" level=error msg="first\nsecond" error="x"\nother words')
  assert.equal(first?.message, 'first\nsecond')
  assert.equal(first?.lineEnd, 2)
  const [json] = records('{"level":"info","msg":"a","time":"2022-04-26T00:43:24Z"}\nother words')
  assert.equal(json?.lineEnd, 1)
})

test('under a journal head an open quote of an old logrus goes on in the next line of the process', () => {
  const head = 'Apr 26 00:43:24 node-a containerd[701]: '
  const [first, ...rest] = records(
    `${head}time="2018-04-26T00:43:24Z" level=error msg="first\n${head}second" error="x"\n${head}plain words`,
  )
  assert.equal(first?.message, 'first\nsecond')
  assert.deepEqual(
    rest.map((record) => record.message),
    ['plain words'],
  )
})

test('under a journal head a broken terminal line without a head goes on', () => {
  const line = `Apr 26 00:43:24 node-a containerd[701]: time="2022-04-26T00:43:24.5Z" level=error msg="StopPodSandbox for \\"${ID}\\" failed"`
  const record = only(wrap(line, 90).join('\n'))
  assert.equal(record.message, `StopPodSandbox for "${ID}" failed`)
})

test('a block head with nothing round it is a record by itself', () => {
  const [record] = records(BLOCK.slice(0, 1).join('\n'))
  assert.equal(record?.message, 'Error syncing pod, skipping')
  const all = records([BLOCK[3], BLOCK[0], `${HEAD}I0426 00:43:25.000000     812 a.go:1] x`].join('\n'))
  assert.equal(all.length, 2)
})

test('lines of other processes between do not join', () => {
  const all = records(
    [
      BLOCK[0],
      'Apr 26 00:43:24 node-a systemd[1]: Started a.',
      'Apr 26 00:43:24 node-a systemd[1]: Started b.',
      BLOCK[1],
    ].join('\n'),
  )
  assert.deepEqual(
    all.map((record) => [record.line, record.lineEnd]),
    [
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
    ],
  )
})

test('under a journal head an open quote goes on in a line without a head, however short', () => {
  const [record] = records('Apr 26 00:43:24 node-a containerd[701]: level=error msg="first\nsecond" error="x"')
  assert.equal(record?.message, 'first\nsecond')
  assert.equal(record?.error, 'x')
})
