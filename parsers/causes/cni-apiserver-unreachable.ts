import type { CauseDefinition } from '../../src/model/cause.ts'
import { allOf, anyOf, matching } from '../errors/patterns.ts'

/** The plugin (or its datastore client) cannot reach the Kubernetes API: network, TLS or an overloaded server. */
export const cause: CauseDefinition = {
  id: 'cni-apiserver-unreachable',
  title: 'The CNI plugin cannot reach the Kubernetes API',
  severity: 'critical',
  patterns: [
    // Get "http://localhost:8080/api/v1/namespaces/shop/pods/web-0": dial tcp [::1]:8080: ..: a local port that serves the API (or should: no kubeconfig)
    matching(82, '/api', /"?https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?\/apis?\/\S{1,400}: \S/),
    // Get "https://10.96.0.1:443/apis/..": dial tcp 10.96.0.1:443: i/o timeout · x509: certificate signed by unknown authority · EOF
    matching(
      68,
      'https://',
      /(?:i\/o timeout|connection refused|no route to host|network is unreachable|connection reset|x509: |tls: |tls handshake timeout|service unavailable|stream error|request canceled|context deadline exceeded|client\.timeout exceeded|http2: |no such host|server misbehaving|bad gateway|gateway timeout|internal_error|: eof\b)/,
    ),
    ...anyOf(66, [
      'the server is currently unable to handle the request',
      'etcd cluster is unavailable or misconfigured',
      'etcdserver: ',
      'apiserver not ready',
      'http2: client connection lost',
      'the server was unable to return a response in the time allotted',
      'unable to connect to the server',
    ]),
    matching(
      64,
      'clusterinformation',
      /error getting clusterinformation: (?:context deadline exceeded|.{0,200}(?:timeout|timed out|refused))/,
    ),
    // an error on the server ("") has prevented the request from succeeding (get ClusterInformations.crd.projectcalico.org default)
    allOf(60, 'an error on the server', 'has prevented the request from succeeding'),
    ...anyOf(46, ['x509: ', 'tls handshake timeout', 'net/http: request canceled', 'service unavailable']),
    // dial tcp 10.96.0.1:443: connect: no route to host · dial tcp: lookup kubernetes.default.svc: i/o timeout
    matching(36, 'dial tcp', /dial tcp:? \S{1,300}:? /),
    // Get "https://[10.96.0.1]:443/api/v1/namespaces/shop/pods/web-0": any reason that nothing above names
    matching(30, 'https://', /get "?https:\/\/[^\s"/]{1,260}\/apis?\/[^\s"]{1,400}"?: \S/),
    ...anyOf(40, ['etcdv3 client', 'error setting the networks status']),
    ...anyOf(34, ['i/o timeout', 'no route to host', 'network is unreachable', 'failed to reach the api server']),
  ],
  what: 'The CNI plugin asks the Kubernetes API (or its datastore) for pod, IP pool or cluster data and gets no answer, so it can neither set up nor tear down sandboxes on this node.',
  why: "The service address of the API is not reachable from the node: kube-proxy or its replacement is not running or stale, the API server or its load balancer is down or overloaded, a firewall or route is missing, the API certificate is not trusted by the plugin's kubeconfig or has expired, or DNS does not answer. An address of localhost:8080 means that the plugin found no kubeconfig.",
  steps: [
    {
      text: 'Try the very address in the error from the node.',
      commands:
        'curl -sk --max-time 5 https://SERVICE-IP:443/healthz; echo " exit $?"\ncurl -sk --max-time 5 https://API-SERVER:6443/healthz; echo " exit $?"',
      check:
        'Both print ok. Only the second: the service address is the trouble (next step). Neither: the API server or the network to it.',
    },
    {
      text: 'If only the service address fails, look at kube-proxy on this node.',
      commands:
        'kubectl -n kube-system get pods -o wide -l k8s-app=kube-proxy --field-selector spec.nodeName=NODE\niptables-save -t nat | grep -m3 "default/kubernetes"\nip route get SERVICE-IP',
      check: 'kube-proxy runs, and its rules point to the living API servers.',
    },
    {
      text: "If the text names x509, compare certificate, time and the plugin's own kubeconfig.",
      commands:
        'date -u\nopenssl s_client -connect SERVICE-IP:443 </dev/null 2>/dev/null | openssl x509 -noout -dates -issuer\ngrep -o "server:.*" /etc/cni/net.d/*kubeconfig*',
      check: 'The dates cover now and the issuer is the CA in that kubeconfig.',
    },
    {
      text: "When the API answers again, kubelet retries by itself. Restart the plugin's agent if it keeps an old address.",
      commands: 'kubectl -n kube-system delete pod AGENT-POD',
      check: 'kubectl get events -A --field-selector reason=FailedCreatePodSandBox shows no new ones.',
    },
  ],
  references: [
    {
      title: 'Kubernetes: Debugging services',
      url: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
    },
    {
      title: 'Calico: Troubleshooting',
      url: 'https://docs.tigera.io/calico/latest/operations/troubleshoot/troubleshooting',
    },
  ],
  knownVersions: '',
  samples: [
    'plugin type="istio-cni" name="istio-cni" failed (add): Get "http://localhost:8080/api/v1/namespaces/shop/pods/web-0": dial tcp [::1]:8080: connect: connection refused',
    'error getting ClusterInformation: Get "https://127.0.0.1:6443/apis/crd.projectcalico.org/v1/clusterinformations/default": dial tcp 127.0.0.1:6443: connect: connection refused',
    'Multus: [default/web-0/59ad300d]: error setting the networks status: SetNetworkStatus: failed to update the pod web-0 in out of cluster comm: status update failed',
    'error getting ClusterInformation: Get "https://10.96.0.1:443/apis/crd.projectcalico.org/v1/clusterinformations/default": dial tcp 10.96.0.1:443: i/o timeout',
    'Multus: [default/web-0]: error getting pod: Get "https://[10.96.0.1]:443/api/v1/namespaces/default/pods/web-0?timeout=1m0s": x509: certificate signed by unknown authority',
    'error at storage engine: Get "https://10.96.0.1:443/apis/whereabouts.cni.cncf.io/v1alpha1": net/http: TLS handshake timeout',
    'error getting ClusterInformation: an error on the server ("") has prevented the request from succeeding (get ClusterInformations.crd.projectcalico.org default)',
    'plugin type="linkerd-cni" name="linkerd-cni" failed (add): Get "https://[10.96.0.1]:443/api/v1/namespaces/shop/pods/web-0": cannotconnect',
    'plugin type="calico" failed (delete): error getting ClusterInformation: Get "https://10.96.0.1:443/apis": Service Unavailable',
  ],
  lookAlikes: [
    'error getting ClusterInformation: connection is unauthorized: Unauthorized',
    'failed to get sandbox image "registry.k8s.io/pause:3.6": failed to do request: Head "https://registry.k8s.io/v2/pause/manifests/3.6": dial tcp 10.0.0.1:443: i/o timeout',
    'unable to allocate IP address: Post "http://127.0.0.1:6784/ip/2f1c": dial tcp 127.0.0.1:6784: connect: connection refused',
  ],
}
