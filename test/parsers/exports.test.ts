import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newContext, readEntry, readRecords } from '../../parsers/record.ts'
import type { LogRecord } from '../../src/model/record.ts'

const LINE = 'time="2022-04-26T00:43:24.518165483Z" level=error msg="StopPodSandbox for \\"b\\" failed"'
const US = 1_650_933_804_518_165

function fromDocument(value: object): LogRecord | undefined {
  const message = JSON.stringify(value)
  const place = { line: 3, lineEnd: 4, byteOffset: 9, raw: message }
  const base = { ...place, stamp: undefined, host: '', ident: '', pid: '' }
  return readEntry({ ...base, transport: 'json-document', message })[0]
}

function fromLine(text: string): LogRecord | undefined {
  return readRecords({ line: 3, lineEnd: 4, byteOffset: 9, lines: [text] }, newContext())[0]
}

/** Store, record, and the host, identifier and outer time (epoch or calendar) that it carries. */
const STORES: readonly (readonly [string, object, string, string, 'epoch' | 'calendar' | undefined])[] = [
  [
    'Cloud Logging with journald fields',
    {
      jsonPayload: { MESSAGE: LINE, _HOSTNAME: 'gke-1', SYSLOG_IDENTIFIER: 'containerd' },
      resource: { type: 'k8s_node', labels: { node_name: 'gke-1' } },
      timestamp: '2022-04-26T00:43:24.518165Z',
    },
    'gke-1',
    'containerd',
    'calendar',
  ],
  [
    'Cloud Logging text',
    { textPayload: LINE, resource: { labels: { node_name: 'gke-1' } }, timestamp: '2022-04-26T00:43:24.518165Z' },
    'gke-1',
    '',
    'calendar',
  ],
  [
    'CloudWatch event that holds a Container Insights record',
    {
      logStreamName: 'containerd.service-ip-10-0-1-7.ec2.internal',
      timestamp: 1650933804518,
      message: JSON.stringify({
        hostname: 'ip-10-0-1-7.ec2.internal',
        systemd_unit: 'containerd.service',
        message: LINE,
      }),
    },
    'ip-10-0-1-7.ec2.internal',
    'containerd.service',
    'epoch',
  ],
  [
    'rsyslog with a JSON template',
    { timereported: '2022-04-26T00:43:24.518165Z', host: 'node-a', syslogtag: 'containerd[701]:', message: ` ${LINE}` },
    'node-a',
    'containerd',
    'calendar',
  ],
  [
    'CloudWatch event that holds a text',
    { logStreamName: 'kubelet.service-node-a', timestamp: 1650933804518, message: LINE },
    'node-a',
    'kubelet',
    'epoch',
  ],
  [
    'CloudWatch Logs Insights row',
    { '@timestamp': '2022-04-26 00:43:24.518', '@message': LINE, '@logStream': 'containerd-node-a' },
    'node-a',
    'containerd',
    'calendar',
  ],
  [
    'Azure Syslog row',
    { TimeGenerated: '2022-04-26T00:43:24Z', Computer: 'aks-1', ProcessName: 'containerd', SyslogMessage: LINE },
    'aks-1',
    'containerd',
    'calendar',
  ],
  [
    'Elasticsearch hit',
    { _index: 'l', _source: { '@timestamp': '2022-04-26T00:43:24.518Z', host: { hostname: 'node-a' }, message: LINE } },
    'node-a',
    '',
    'calendar',
  ],
  [
    'Loki entry',
    { timestamp: '1650933804518165483', line: LINE, labels: { nodename: 'node-a', unit: 'containerd.service' } },
    'node-a',
    'containerd.service',
    'epoch',
  ],
  [
    'Splunk result with the raw syslog line',
    {
      preview: false,
      result: {
        _raw: `Apr 26 00:43:24 node-b containerd[701]: ${LINE}`,
        _time: '2022-04-26T00:43:24.000+00:00',
        host: 'x',
      },
    },
    'node-b',
    'containerd',
    'calendar',
  ],
  [
    'Datadog event',
    {
      id: 'A',
      attributes: { timestamp: '2022-04-26T00:43:24.518Z', host: 'i-0abc', service: 'containerd', message: LINE },
    },
    'i-0abc',
    'containerd',
    'calendar',
  ],
  ['fluent-bit', { date: 1650933804.518165, _HOSTNAME: 'node-a', MESSAGE: LINE }, 'node-a', '', 'epoch'],
  ['PowerShell', { TimeCreated: '/Date(1650933804518)/', MachineName: 'win-1', Message: LINE }, 'win-1', '', 'epoch'],
  [
    'Graylog',
    { version: '1.1', host: 'node-a', short_message: LINE, timestamp: 1650933804.518, _systemd_unit: 'x' },
    'node-a',
    '',
    'epoch',
  ],
  [
    'LogScale with the raw syslog line',
    { '@rawstring': `Apr 26 00:43:24 node-b containerd[701]: ${LINE}`, '@timestamp': 1650933804518, host: 'x' },
    'node-b',
    'containerd',
    'calendar',
  ],
  ['Alibaba SLS', { __time__: '1650933804', content: LINE, '__tag__:__hostname__': 'node-a' }, 'node-a', '', 'epoch'],
  [
    'Datadog event of the first interface',
    { id: 'A', content: { timestamp: '2022-04-26T00:43:24.518Z', host: 'i-0abc', message: LINE } },
    'i-0abc',
    '',
    'calendar',
  ],
  [
    'Kibana hit with its fields',
    { _index: 'l', fields: { '@timestamp': ['2022-04-26T00:43:24.518Z'], 'host.name': ['node-a'], message: [LINE] } },
    'node-a',
    '',
    'calendar',
  ],
  [
    'Graylog with the tag in the message',
    { timestamp: '2022-04-26T00:43:24.518Z', source: 'node-a', message: `containerd[701]: ${LINE}` },
    '',
    'containerd',
    'calendar',
  ],
  ['Sumo Logic', { map: { _raw: LINE, _messagetime: '1650933804518' } }, '', '', 'epoch'],
  ['journald bytes', { MESSAGE: [...Buffer.from(LINE)], _HOSTNAME: 'node-a' }, 'node-a', '', undefined],
]

for (const [name, value, host, ident, outer] of STORES) {
  test(`${name}: message, host, unit and time are found in a document and on a line`, () => {
    for (const record of [
      fromDocument(value),
      fromLine(JSON.stringify(value)),
      fromLine(`${JSON.stringify(value)},`),
    ]) {
      assert.equal(record?.payload, 'logrus-text')
      assert.equal(record?.message, 'StopPodSandbox for "b" failed')
      assert.deepEqual([record?.host, record?.ident, record?.outerStamp?.kind], [host, ident, outer])
      assert.deepEqual([record?.line, record?.lineEnd, record?.byteOffset], [3, 4, 9])
    }
    assert.equal(fromDocument(value)?.transport, 'json-document')
  })
}

/** 2022-04-26T00:43:24Z, the time of the Events. */
const AT_0043 = { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_604_000_000, offsetMin: 0 }

test('nanoseconds keep their microseconds', () => {
  assert.deepEqual(fromDocument({ timestamp: '1650933804518165999', line: 'x' })?.stamp, { kind: 'epoch', us: US })
})

test('later lines of a held syslog line belong to its message', () => {
  const record = fromDocument({ _raw: 'Apr 26 00:43:24 node-b kubelet[7]: panic: x\ngoroutine 1', host: 'z' })
  assert.deepEqual([record?.message, record?.host, record?.pid], ['panic: x\ngoroutine 1', 'node-b', '7'])
})

test('an object without a message, an action line and damaged JSON are no records', () => {
  assert.equal(fromDocument({ kind: 'x' }), undefined)
  assert.equal(fromDocument({ index: { _index: 'l', message: 'x' } }), undefined)
  assert.deepEqual(
    readEntry({
      line: 1,
      lineEnd: 1,
      byteOffset: 0,
      raw: '',
      transport: 'json-document',
      stamp: undefined,
      host: '',
      ident: '',
      pid: '',
      message: '{',
    }),
    [],
  )
})

test('JSON in JSON is looked into a bounded number of times', () => {
  let message = 'x'
  for (let i = 0; i < 6; i++) message = JSON.stringify({ message })
  assert.equal(fromDocument(JSON.parse(message) as object)?.message.startsWith('{"message":'), true)
})

const EVENT = {
  kind: 'Event',
  reason: 'FailedCreatePodSandBox',
  type: 'Warning',
  count: 17,
  message: 'Failed to create pod sandbox: x',
  firstTimestamp: '2022-04-26T00:43:24Z',
  lastTimestamp: '2022-04-26T00:48:02.5+02:00',
  involvedObject: { kind: 'Pod', namespace: 'ns', name: 'web-0', uid: 'u' },
  source: { component: 'kubelet', host: 'node-a' },
}

test('a Kubernetes Event object is read with its counts and times, also in a log store', () => {
  for (const record of [
    fromDocument(EVENT),
    fromLine(JSON.stringify(EVENT)),
    fromDocument({ jsonPayload: EVENT, timestamp: 'x' }),
  ]) {
    assert.deepEqual(
      [record?.transport, record?.component, record?.message],
      ['kubernetes-event-object', 'kubernetes-event', EVENT.message],
    )
    const { reason, kind, namespace, name, uid, node, count, type, firstStamp, lastStamp } =
      record?.k8sEvent ?? assert.fail()
    assert.deepEqual(
      [reason, type, kind, namespace, name, uid, node, count],
      ['FailedCreatePodSandBox', 'Warning', 'Pod', 'ns', 'web-0', 'u', 'node-a', 17],
    )
    assert.deepEqual(firstStamp, AT_0043)
    assert.equal(lastStamp?.kind === 'calendar' && lastStamp.offsetMin, 120)
  }
})

test('an Event of events.k8s.io with a series and without old fields is read too', () => {
  const record = fromDocument({
    reason: 'NodeNotReady',
    note: 'x',
    eventTime: '2022-04-26T00:43:24.518165Z',
    series: { count: 4, lastObservedTime: '2022-04-26T00:50:00.000001Z' },
    regarding: { kind: 'Node', name: 'n1' },
    reportingController: 'kubelet',
    reportingInstance: 'n1',
    metadata: { creationTimestamp: 'bad' },
  })
  assert.deepEqual(
    [record?.message, record?.ident, record?.host, record?.k8sEvent?.count, record?.k8sEvent?.node],
    ['x', 'kubelet', 'n1', 4, 'n1'],
  )
})

test('a row of the Azure table KubeEvents is an Event', () => {
  const record = fromDocument({
    ObjectKind: 'Pod',
    Namespace: 'ns',
    Name: 'web-0',
    Reason: 'FailedKillPod',
    Message: 'error killing pod: x',
    KubeEventType: 'Warning',
    FirstSeen: '2022-04-26T00:43:24Z',
    LastSeen: '2022-04-26T00:45:24Z',
    Count: '3',
    SourceComponent: 'kubelet',
    Computer: 'aks-1',
  })
  const { reason, kind, name, node, count } = record?.k8sEvent ?? assert.fail()
  assert.deepEqual([reason, kind, name, node, count], ['FailedKillPod', 'Pod', 'web-0', 'aks-1', 3])
})

test('an Event of Metricbeat is read by its own names', () => {
  const event = {
    involved_object: { kind: 'Pod', name: 'web-0' },
    message: 'error killing pod: x',
    metadata: { namespace: 'shop' },
    reason: 'FailedKillPod',
    source: { component: 'kubelet', host: 'node-a' },
    timestamp: { first_occurrence: '2022-04-26T00:40:00Z', last_occurrence: '2022-04-26T00:43:24Z' },
  }
  const record = fromLine(JSON.stringify({ '@timestamp': '2022-04-26T00:43:25Z', kubernetes: { event } }))
  const { name, namespace, firstStamp } = record?.k8sEvent ?? {}
  assert.deepEqual([name, namespace], ['web-0', 'shop'])
  assert.equal(firstStamp?.kind === 'calendar' ? firstStamp.dayUs : 0, 2_400_000_000)
})

test('an Event within what a watcher prints is that Event', () => {
  const event = {
    reason: 'FailedKillPod',
    message: 'error killing pod: x',
    involvedObject: { kind: 'Pod', name: 'web-0' },
    metadata: { namespace: 'shop' },
    source: { component: 'kubelet', host: 'node-a' },
    lastTimestamp: '2022-04-26T00:43:24Z',
  }
  const old = { ...event, lastTimestamp: '2022-04-26T00:40:00Z' }
  for (const line of [
    { verb: 'UPDATED', event, old_event: old },
    { type: 'ADDED', object: event },
    { body: { object: event } },
  ]) {
    const record = fromLine(JSON.stringify(line))
    assert.equal(record?.host, 'node-a')
    assert.equal(record?.k8sEvent?.namespace, 'shop')
    assert.deepEqual(record?.k8sEvent?.lastStamp, AT_0043)
  }
})
