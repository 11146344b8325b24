import type { CauseDefinition } from '../../src/model/cause.ts'
import { allOf, anyOf, matching } from '../errors/patterns.ts'

/** The plugin's own agent on the node does not answer, or the state file it writes is absent (flannel, calico, cilium, aws, multus, weave ...). */
export const cause: CauseDefinition = {
  id: 'cni-agent-unreachable',
  title: "The CNI plugin's node agent is not there",
  severity: 'high',
  patterns: [
    ...anyOf(88, [
      'subnet.env',
      'is missing flannel_',
      'calico/node container is running',
      'calico is currently not ready to process requests',
      'is the agent running?',
      'unable to connect to cilium',
      'cilium api client timeout exceeded',
      'did you launch weave',
      'error dialing dhcp daemon',
      'readinessindicatorfile',
      'cilium.sock',
    ]),
    matching(88, 'calico/nodename', /calico\/nodename"?: no such file/),
    ...anyOf(80, [
      'from cilium-agent',
      'failed to connect to backend server',
      'timed out waiting for annotations',
      'network policy in strict mode',
      'pollimmediate error: timed out waiting for the condition',
      'database connection failed',
      'cni plugin daemon is not ready',
      'agent is not ready',
      'cni server is not ready',
      'failed to connect to nsx_node_agent',
      'failed to receive message header',
      'network process is not (yet?) available',
      'failed to getcoordinatorconfig',
      'ipam driver not ready',
      'unhealthy spiderpool-agent',
      'failed to get pod annotation',
      'no ztunnel connection',
      'failed in poll vm-cfg',
      // vpc-bridge (EKS, Windows): the controller that writes the label or annotation has not
      'does not have label vpc.amazonaws.com/',
      'does not have annotation vpc.amazonaws.com/',
    ]),
    // unable to create endpoint: [PUT /endpoint/{id}][429] putEndpointIdTooManyRequests · [503] putEndpointIdServiceUnavailable
    // .. does not match any response statuses defined for this endpoint in the swagger spec (status 429): {}
    matching(80, 'endpoint', /\[(?:429|503)\]|toomanyrequests|\(status (?:429|503)\)/),
    // dial tcp 127.0.0.1:50051: connect: connection refused · dial tcp [::1]:6784: i/o timeout
    matching(78, 'dial tcp', /dial tcp (?:127\.0\.0\.1|\[::1\]|localhost):\d{1,5}/),
    matching(76, 'grpc call', /(?:addnetwork|delnetwork) grpc call/),
    // Get "http://localhost:10090/..": EOF · Post "http://dummy/cni": ..
    // error alloc ip from grpc call, pod: default-web-0: rpc error: code = Unknown desc = pod default/web-0 resource processing (terway)
    allOf(60, 'from grpc call', 'resource processing'),
    matching(74, 'http://', /"?http:\/\/(?:localhost|127\.0\.0\.1|dummy|unix)\b/),
    // Post http://10.1.2.84:9999/plugin/createEndpoint: dial tcp 10.1.2.84:9999: no route to host: a plain server of the plugin; etcd answers under /v2
    matching(
      70,
      'http://',
      /(?:get|post|put|delete) "?http:\/\/[^\s"/]{1,260}\/(?!apis?\/|v[23]\/)[^\s"]{1,400}"?: .{0,200}(?:refused|no route to host|unreachable|timeout|timed out|deadline exceeded|reset by peer|\beof\b)/,
    ),
    // dial unix /run/multus/multus.sock: connect: connection refused
    matching(72, 'dial unix', /dial unix /),
    ...anyOf(70, [
      'failed to send cni request',
      'cilium agent client',
      'failed to process delete request',
      'request cni server failed',
      'error create grpc client',
    ]),
    // Failed to get IP address from CNS with error: .. · Failed to release IP addresses from CNS: .. (azure)
    matching(70, ' from cns', /failed to (?:get|request|release) ip\w{0,10}(?: address(?:es)?)? from cns/),
    allOf(60, 'rpc failed', 'connect:'),
    // Unable to create endpoint: context deadline exceeded (cilium's agent had no answer in time)
    matching(60, 'unable to create endpoint', /endpoint: context deadline exceeded/),
    // failed connect to daemon · couldn't connect to CNS · failed to check spiderpool-agent readiness probe · cannot connect to grpc dataplane
    matching(
      54,
      ' ',
      /\b(?:fail\w{0,3}|unable|couldn't|could not|cannot) (?:to )?(?:connect|talk|check|contact)(?: to)?(?: \w{1,12}){0,3} (?:\w{1,20}-agent|agent|daemon|cns|grpc dataplane)\b/,
    ),
    // resource does not exist: ClusterInformation(default) with error: ..: calico-node writes it when it first starts
    matching(
      50,
      'clusterinformation',
      /clusterinformation\(default\) with error|clusterinformations\.crd\.projectcalico\.org "default" not found|find the requested resource \(get clusterinformations/,
    ),
    // unable to push CNI event (status code 500): .. (istio-cni asks its agent)
    ...anyOf(55, ['unable to push cni event', 'network policy agent']),
    // json: cannot unmarshal string into Go value of type request.PodResponse: the daemon answered something else
    matching(40, 'cannot unmarshal', /cannot unmarshal .{0,80}go value of type \S{0,80}response\b/),
  ],
  what: 'The CNI plugin is only a small client on this node: its agent (DaemonSet pod, local server, DHCP daemon) did not answer, or the file that the agent writes is absent. Sandboxes fail until the agent is back.',
  why: 'The agent pod is not running, restarts, is being rolled out, has not finished its start (waiting for the API server, for its datastore or for an address range of the node), or lost its host mount or socket. After a reboot the first pods often ask before the agent is up: that heals by itself.',
  steps: [
    {
      text: 'See whether the agent of the network plugin runs on the failing node, and what its log says.',
      commands:
        'kubectl -n kube-system get pods -o wide --field-selector spec.nodeName=NODE\nkubectl -n kube-system logs AGENT-POD --all-containers --tail=100\nkubectl -n kube-system logs AGENT-POD --all-containers --previous --tail=50',
      check: 'The agent is Running and Ready with no recent restart. If not, its log says what it waits for.',
    },
    {
      text: 'Check what the plugin asks for: the socket, the port, or the file named in the error.',
      commands:
        'ls -la /run/flannel/subnet.env /var/lib/calico/nodename /var/run/cilium/cilium.sock /run/multus/ 2>/dev/null\nss -lntx | grep -E "cilium|multus|50051|6784|9090"',
      check: 'The one that your plugin names exists and something listens on it.',
    },
    {
      text: 'Restart the agent on this node once its own trouble is dealt with.',
      commands: 'kubectl -n kube-system delete pod AGENT-POD',
      check:
        'The agent becomes Ready and waiting pods of the node start within two minutes: kubectl get pods -A --field-selector spec.nodeName=NODE',
    },
  ],
  references: [
    { title: 'Cilium: Troubleshooting', url: 'https://docs.cilium.io/en/stable/operations/troubleshooting/' },
    {
      title: 'Calico: Troubleshooting',
      url: 'https://docs.tigera.io/calico/latest/operations/troubleshoot/troubleshooting',
    },
    {
      title: 'amazon-vpc-cni-k8s: Troubleshooting',
      url: 'https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/troubleshooting.md',
    },
    {
      title: 'flannel: Troubleshooting',
      url: 'https://github.com/flannel-io/flannel/blob/master/Documentation/troubleshooting.md',
    },
  ],
  knownVersions: '',
  samples: [
    'plugin type="nsx" failed (add): Failed to receive message header',
    'Contiv:Error creating EP; Err: Post http://10.1.2.84:9999/plugin/createEndpoint: dial tcp 10.1.2.84:9999: getsockopt: no route to host',
    'unable to create endpoint: response status code does not match any response statuses defined for this endpoint in the swagger spec (status 429): {}',
    'NetworkPlugin cni failed to set up pod "web-0_default" network: json: cannot unmarshal string into Go value of type request.PodResponse',
    'plugin type="flannel" failed (add): loadFlannelSubnetEnv failed: open /run/flannel/subnet.env: no such file or directory',
    'stat /var/lib/calico/nodename: no such file or directory: check that the calico/node container is running and has mounted /var/lib/calico/',
    'unable to connect to Cilium agent: failed to create cilium agent client after 30.000000 seconds timeout: Get "http://localhost/v1/config": dial unix /var/run/cilium/cilium.sock: connect: no such file or directory\nIs the agent running?',
    'add cmd: Error received from AddNetwork gRPC call: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial tcp 127.0.0.1:50051: connect: connection refused"',
    'CmdAdd (shim): failed to send CNI request: Post "http://dummy/cni": dial unix /run/multus/multus.sock: connect: connection refused',
    'error alloc ip from grpc call, pod: default-web-0: rpc error: code = Unknown desc = pod default/web-0 resource processing',
    'plugin type="istio-cni" name="istio-cni" failed (add): unable to push CNI event, error was 500',
    'unable to create endpoint: [PUT /endpoint/{id}][503] putEndpointIdServiceUnavailable',
    'failed to parse Kubernetes args: pod does not have label vpc.amazonaws.com/PrivateIPv4Address',
    'Failed in Poll VM-CFG. Error : Failed in PollVM. Error : Failed HTTP Get operation. Return code 404',
    'error getting ClusterInformation: resource does not exist: ClusterInformation(default) with error: clusterinformations.crd.projectcalico.org "default" not found',
    'Failed to release IP addresses from CNS: connection refused',
    'unable to allocate IP address: Post "http://127.0.0.1:6784/ip/2f1c0f4d6a7e": dial tcp 127.0.0.1:6784: connect: connection refused',
  ],
  lookAlikes: [
    'error getting pod: Get "http://127.0.0.1:8080/api/v1/namespaces/default/pods/web-0": dial tcp 127.0.0.1:8080: connect: connection refused',
    'error getting ClusterInformation: Get "https://10.96.0.1:443/apis/crd.projectcalico.org/v1/clusterinformations/default": dial tcp 10.96.0.1:443: connect: connection refused',
    'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: no such file or directory"',
    'unable to allocate IP via local cilium agent: [POST /ipam][502] postIpamFailure range is full',
  ],
}
