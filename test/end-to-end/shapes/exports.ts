import type { Shape } from './shape.ts'

const A = '9b1f0e2d7c6a5b4839281706f5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2'
const U = '0f1e2d3c-4b5a-4978-8c6d-5e4f3a2b1c0d'
const esc = (s: string): string => s.replace(/[\\"]/g, '\\$&')
const rpc = 'rpc error: code = Unknown desc = '
const setup = `failed to setup network for sandbox "${A}": plugin type="flannel" failed (add): loadFlannelSubnetEnv failed: open /run/flannel/subnet.env: no such file or directory`
const kuStop = `E0611 03:44:05.123456    2210 remote_runtime.go:205] "StopPodSandbox from runtime service failed" err="${esc(`${rpc}failed to destroy network for sandbox "${A}": invalid version "": the version is empty`)}" podSandboxID="${A}"`
const S = 'Stop failed cni-config-version-missing 9b1f0e',
  R = 'Run failed cni-agent-unreachable 9b1f0e'
const evo = {
  apiVersion: 'v1',
  kind: 'Event',
  count: 7,
  firstTimestamp: '2023-06-11T03:40:00Z',
  lastTimestamp: '2023-06-11T03:44:05Z',
  involvedObject: { apiVersion: 'v1', kind: 'Pod', name: 'web-0', namespace: 'shop', uid: U },
  message: `Failed to create pod sandbox: ${rpc}${setup}`,
  metadata: { name: 'web-0.17', namespace: 'shop' },
  reason: 'FailedCreatePodSandBox',
  source: { component: 'kubelet', host: 'n2' },
  type: 'Warning',
}
/** Exports, collectors, event lists and documents. */
export const cases: readonly Shape[] = [
  { name: 'nbsp paste', text: `${kuStop.replace(/ /g, (_m, i) => (i % 7 ? ' ' : '\u00a0'))}\n`, want: [S] },
  { name: 'html num entities', text: `${kuStop.replace(/"/g, '&#34;')}\n`, want: [S] },
  { name: 'backtick inline', text: `\`${kuStop}\`\n`, want: [S] },
  { name: 'bullet', text: `- ${kuStop}\n* ${kuStop}\n`, want: [S, S] },
  {
    name: 'csv loki',
    text: `"Line","Time"\n"${kuStop.replace(/"/g, '""')}","1686455045123"\n`,
    ext: '.csv',
    want: [S],
  },
  { name: 'tsv', text: `2023-06-11 03:44:05.123\tn2\tkubelet\t${kuStop}\n`, want: [S] },
  {
    name: 'datadog csv',
    text: `Date,Host,Service,Message\n2023-06-11T03:44:05.123Z,n2,kubelet,"${kuStop.replace(/"/g, '""')}"\n`,
    ext: '.csv',
    want: [S],
  },
  {
    name: 'minikube section',
    text: `==> kubelet <==\nJun 11 03:44:05 minikube kubelet[2210]: ${kuStop}\n==> containerd <==\nJun 11 03:44:05 minikube containerd[800]: time="2023-06-11T03:44:05.1Z" level=error msg="StopPodSandbox for \\"${A}\\" failed" error="failed to destroy network for sandbox \\"${A}\\": invalid version \\"\\": the version is empty"\n`,
    want: [S, S],
  },
  { name: 'minikube star', text: `* Jun 11 03:44:05 minikube kubelet[2210]: ${kuStop}\n`, want: [S] },
  {
    name: 'openshift hyperkube',
    text: `Jun 11 03:44:05 n2 hyperkube[2210]: ${kuStop}\nJun 11 03:44:06 n2 kubenswrapper[2210]: ${kuStop}\n`,
    want: [S, S],
  },
  {
    name: 'crio quoted time',
    text: `time="2023-06-11 03:44:05.123456789Z" level=error msg="Error stopping network on cleanup: failed to destroy network for pod sandbox k8s_web-0_shop_${U}_0(${A}): error removing pod shop_web-0 from CNI network \\"cbr0\\": invalid version \\"\\": the version is empty" id=11 name=/runtime.v1.RuntimeService/RunPodSandbox\n`,
    want: ['other failed cni-config-version-missing 9b1f0e shop/web-0'],
  },
  {
    name: 'crio warning del',
    text: `Jun 11 03:44:05 n2 crio[700]: time="2023-06-11T03:44:05.123456789Z" level=warning msg="Failed to destroy network for pod sandbox k8s_web-0_shop_${U}_0(${A}): error removing pod shop_web-0 from CNI network \\"cbr0\\": plugin type=\\"flannel\\" failed (delete): invalid version \\"\\": the version is empty"\n`,
    want: ['other failed cni-config-version-missing 9b1f0e shop/web-0'],
  },
  {
    name: 'crio ran',
    text: `Jun 11 03:44:05 n2 crio[700]: time="2023-06-11 03:44:05.123456789Z" level=info msg="Ran pod sandbox ${A} with infra container: shop/web-0/POD" id=1 name=/runtime.v1.RuntimeService/RunPodSandbox\n`,
    want: ['Run succeeded - 9b1f0e shop/web-0'],
  },
  {
    name: 'events list json',
    text: JSON.stringify({ apiVersion: 'v1', items: [evo], kind: 'List' }, null, 4),
    ext: '.json',
    want: [`${R} shop/web-0`],
  },
  {
    name: 'events yaml',
    text: `apiVersion: v1\nkind: Event\ncount: 3\nfirstTimestamp: "2023-06-11T03:40:00Z"\nlastTimestamp: "2023-06-11T03:44:05Z"\ninvolvedObject:\n  kind: Pod\n  name: web-0\n  namespace: shop\n  uid: ${U}\nmessage: 'Failed to create pod sandbox: ${rpc}${setup}'\nmetadata:\n  name: web-0.17\n  namespace: shop\nreason: FailedCreatePodSandBox\nsource:\n  component: kubelet\n  host: n2\ntype: Warning\n`,
    ext: '.yaml',
    want: [`${R} shop/web-0`],
  },
  {
    name: 'events v1 ndjson',
    text: `${JSON.stringify({
      apiVersion: 'events.k8s.io/v1',
      kind: 'Event',
      regarding: { kind: 'Pod', name: 'web-0', namespace: 'shop' },
      note: `Failed to create pod sandbox: ${rpc}${setup}`,
      reason: 'FailedCreatePodSandBox',
      type: 'Warning',
      eventTime: '2023-06-11T03:44:05.000000Z',
      reportingController: 'kubelet',
    })}\n`,
    want: [`${R} shop/web-0`],
  },
  {
    name: 'event occurred',
    text: `I0611 03:44:05.1    2210 event.go:294] "Event occurred" object="shop/web-0" fieldPath="" kind="Pod" apiVersion="v1" type="Warning" reason="FailedCreatePodSandBox" message="${esc(`Failed to create pod sandbox: ${rpc}${setup}`)}"\n`,
    want: [`${R} shop/web-0`],
  },
  {
    name: 'describe two pods',
    text: `Name:         web-0\nNamespace:    shop\nEvents:\n  Type     Reason                  Age   From     Message\n  ----     ------                  ----  ----     -------\n  Warning  FailedCreatePodSandBox  1s    kubelet  Failed to create pod sandbox: ${rpc}${setup}\n\n\nName:         web-1\nNamespace:    shop\nEvents:\n  Type     Reason                  Age   From     Message\n  ----     ------                  ----  ----     -------\n  Warning  FailedCreatePodSandBox  1s    kubelet  Failed to create pod sandbox: ${rpc}${setup}\n`,
    want: [`${R} shop/web-0`, `${R} shop/web-1`],
  },
  {
    name: 'describe wrapped by hand',
    text: `Events:\n  Warning  FailedCreatePodSandBox  1s    kubelet  Failed to create pod sandbox: ${rpc}failed to setup network for\n                                              sandbox "${A}":\n                                              plugin type="flannel" failed (add): loadFlannelSubnetEnv failed:\n                                              open /run/flannel/subnet.env: no such file or directory\n`,
    want: [R],
  },
  { name: 'pager cut', text: `Jun 11 03:44:05 n2 kubelet[2210]: ${kuStop.slice(0, 110)}>\n`, want: ['Stop failed *'] },
  {
    name: 'ellipsis systemctl',
    text: `Jun 11 03:44:05 n2 kubelet[2210]: ${kuStop.slice(0, 100)}...\n`,
    want: ['Stop failed *'],
  },
  {
    name: 'json double escaped string in log field',
    text: `${JSON.stringify({
      log: JSON.stringify({
        level: 'error',
        msg: `StopPodSandbox for "${A}" failed`,
        error: `failed to destroy network for sandbox "${A}": invalid version "": the version is empty`,
        time: '2023-06-11T03:44:05.1Z',
      }),
      kubernetes: undefined,
      host: 'n2',
      unit: 'containerd.service',
    })}\n`,
    want: [S],
  },
  {
    name: 'logrus json',
    text: `${JSON.stringify({
      error: `failed to destroy network for sandbox "${A}": invalid version "": the version is empty`,
      level: 'error',
      msg: `StopPodSandbox for "${A}" failed`,
      time: '2023-06-11T03:44:05.123456789Z',
    })}\n`,
    want: [S],
  },
  {
    name: 'es source',
    text: `${JSON.stringify({
      _index: 'j',
      _source: {
        '@timestamp': '2023-06-11T03:44:05Z',
        message: kuStop,
        host: { hostname: 'n2' },
        systemd: { unit: 'kubelet.service' },
      },
    })}\n`,
    want: [S],
  },
  {
    name: 'cloudwatch tab',
    text: `2023-06-11T03:44:05.123Z\t${JSON.stringify({ hostname: 'ip-10-0-0-1.ec2.internal', systemd_unit: 'kubelet.service', message: kuStop })}\n`,
    want: [S],
  },
  {
    name: 'aws logs tail',
    text: `2023-06-11T03:44:05.123000+00:00 ip-10-0-0-1.ec2.internal-kubelet ${kuStop}\n`,
    want: [S],
  },
  { name: 'syslog pri', text: `<27>1 2023-06-11T03:44:05.123Z n2 kubelet 2210 - - ${kuStop}\n`, want: [S] },
  {
    name: 'gelf',
    text: `${JSON.stringify({
      version: '1.1',
      host: 'n2',
      short_message: kuStop,
      timestamp: 1686455045.123,
      _unit: 'kubelet.service',
    })}\n`,
    want: [S],
  },
  {
    name: 'vector ndjson',
    text: `${JSON.stringify({
      host: 'n2',
      message: kuStop,
      source_type: 'journald',
      _SYSTEMD_UNIT: 'kubelet.service',
      timestamp: '2023-06-11T03:44:05.123Z',
    })}\n`,
    want: [S],
  },
  { name: 'rke2 file', text: `I0611 03:44:04.1    2210 kuberuntime_container.go:1] "x"\n${kuStop}\n`, want: [S] },
  {
    name: 'containerd 1.7 sandbox teardown after error',
    text: `time="2023-06-11T03:44:05.1Z" level=error msg="failed to fully teardown sandbox resources after earlier error: ${esc(setup)}" error="failed to destroy network for sandbox \\"${A}\\": cni plugin not initialized" id=${A}\n`,
    want: ['other failed * 9b1f0e'],
  },
  {
    name: 'stop started/ok',
    text: `time="2023-06-11T03:44:05.1Z" level=info msg="StopPodSandbox for \\"${A}\\""\ntime="2023-06-11T03:44:05.2Z" level=info msg="TearDown network for sandbox \\"${A}\\" successfully"\ntime="2023-06-11T03:44:05.3Z" level=info msg="StopPodSandbox for \\"${A}\\" returns successfully"\n`,
    want: ['Stop started - 9b1f0e', 'other succeeded - 9b1f0e', 'Stop succeeded - 9b1f0e'],
  },
  {
    name: 'runp lowercase s',
    text: `time="2020-06-11T03:44:05.1Z" level=info msg="RunPodsandbox for &PodSandboxMetadata{Name:web-0,Uid:${U},Namespace:shop,Attempt:0,}"\n`,
    want: ['Run started - - shop/web-0'],
  },
  {
    name: 'talos json err dmesg',
    text: `n2: user: warning: [2023-06-11T03:44:05.123Z]: [talos] kubelet: ${kuStop}\n`,
    want: ['Stop failed *'],
  },
  { name: 'gitlab ci prefix', text: `2023-06-11T03:44:05.123456Z 01O ${kuStop}\n`, want: [S] },
  { name: 'github actions', text: `2023-06-11T03:44:05.1234567Z ${kuStop}\n`, want: [S] },
  {
    name: 'github actions group',
    text: `kubelet-logs\tCollect\t2023-06-11T03:44:05.1234567Z Jun 11 03:44:05 n2 kubelet[2210]: ${kuStop}\n`,
    want: [S],
  },
  { name: 'vagrant prefix', text: `    node-1: ${kuStop}\n`, want: [S] },
  {
    name: 'ansible stdout_lines',
    text: `        "stdout_lines": [\n            "Jun 11 03:44:05 n2 kubelet[2210]: ${esc(kuStop)}",\n        ]\n`,
    want: [S],
  },
  { name: 'ansible debug msg', text: `ok: [n2] => {\n    "msg": "${esc(kuStop)}"\n}\n`, want: [S] },
]
