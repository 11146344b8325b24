import type { CauseDefinition } from '../../src/model/cause.ts'
import { anyOf, matching } from '../errors/patterns.ts'

/** The Kubernetes API refuses the plugin's credentials or rights. */
export const cause: CauseDefinition = {
  id: 'cni-unauthorized',
  title: "The CNI plugin's credentials are refused",
  severity: 'critical',
  patterns: [
    ...anyOf(90, [
      'connection is unauthorized',
      'must be logged in to the server',
      'asked for the client to provide credentials',
    ]),
    ...anyOf(78, ['token has expired', 'has been invalidated', 'unauthorizedoperation', 'invalid bearer token']),
    // api error AccessDenied: User .. is not authorized to perform: ec2:AssignPrivateIpAddresses
    ...anyOf(76, ['is not authorized to perform', 'authfailure', 'invalidclienttokenid', 'invalidaccesskeyid']),
    // pods "web-0" is forbidden: User "system:serviceaccount:kube-system:multus" cannot get resource "pods" in API group ""
    matching(76, 'cannot ', /cannot (?:get|list|watch|create|update|patch|delete) resource/),
    matching(70, 'unauthorized', /\bunauthorized\b/),
    matching(66, 'forbidden', /\bforbidden\b/),
    // could not initialize etcdv3 client: open /etc/cni/net.d/calico-tls/etcd-key: permission denied
    matching(62, 'etcdv3 client', /etcdv3 client: open \S{1,300}: (?:permission denied|no such file)/),
    // GetK8sClient: failed to get context for in-cluster kube config: open /var/run/secrets/kubernetes.io/serviceaccount/token: no such file or directory
    matching(62, 'serviceaccount/', /serviceaccount\/(?:token|ca\.crt)"?: (?:permission denied|no such file)/),
    // invalid configuration: unable to read client-cert /etc/kubernetes/pki/apiserver-client.crt for admin due to open ..: no such file
    matching(62, 'unable to read client-', /unable to read client-(?:cert|key) /),
    ...anyOf(40, ['unable to load root certificates']),
  ],
  what: 'The Kubernetes API answers the CNI plugin with Unauthorized or Forbidden, so the plugin can neither set up nor tear down sandboxes on this node.',
  why: "The token in the plugin's kubeconfig on the node has expired or its service account was made anew (the agent that refreshes the file is not running), the node clock is off, or the role of the plugin lacks a right after an upgrade.",
  steps: [
    {
      text: "Try the plugin's own credentials on the node.",
      commands:
        'ls -la /etc/cni/net.d/*kubeconfig*\nkubectl --kubeconfig /etc/cni/net.d/KUBECONFIG auth can-i get pods -A; date -u',
      check:
        'yes: the credentials are good now. "must be logged in": the token is stale. no: the role lacks the right.',
    },
    {
      text: 'Stale token: restart the agent that writes the file (calico-node, multus, ...), on this node first.',
      commands: 'kubectl -n kube-system delete pod AGENT-POD\nls -la --time-sort /etc/cni/net.d/ | head -3',
      check: 'The kubeconfig has a new time stamp and the first step prints yes.',
    },
    {
      text: 'Missing right: apply the roles that belong to the installed version of the add-on.',
      commands:
        'kubectl get clusterrole ROLE -o yaml | head -60\nkubectl auth can-i get pods --as system:serviceaccount:kube-system:SERVICE-ACCOUNT',
      check: 'It prints yes, and waiting pods start.',
    },
  ],
  references: [
    {
      title: 'Calico: Troubleshooting',
      url: 'https://docs.tigera.io/calico/latest/operations/troubleshoot/troubleshooting',
    },
    {
      title: 'Kubernetes: Managing service accounts',
      url: 'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/',
    },
  ],
  knownVersions: '',
  samples: [
    'invalid configuration: unable to read client-cert /etc/kubernetes/pki/client.crt for admin due to open /etc/kubernetes/pki/client.crt: no such file or directory',
    'error creating calico client: could not initialize etcdv3 client: open /etc/cni/net.d/calico-tls/etcd-key: permission denied',
    'plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized',
    'Multus: [default/web-0/0db32467-1c30-4e5f-8dc4-46a0ea1874f1]: error getting pod: Unauthorized',
    'error at storage engine: ippools.whereabouts.cni.cncf.io "10.9.0.0-16" is forbidden: User "system:serviceaccount:kube-system:whereabouts" cannot get resource "ippools" in API group "whereabouts.cni.cncf.io"',
  ],
  lookAlikes: [
    'failed to get sandbox image "registry.example.com/pause:3.6": failed to authorize: unauthorized: authentication required',
    'error getting ClusterInformation: resource does not exist: ClusterInformation(default)',
  ],
}
