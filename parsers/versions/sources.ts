/** Where a statement of the version knowledge comes from. */
export interface KnowledgeSource {
  readonly title: string
  readonly url: string
}

const source = (title: string, path: string): KnowledgeSource => ({ title, url: `https://github.com/${path}` })

/** Names of the sources. */
export type SourceName =
  | 'emptyVersion'
  | 'emptyVersionFix'
  | 'emptyVersionIssue'
  | 'loopback'
  | 'loopbackRevert'
  | 'resultVersion'
  | 'resultVersionIssue'
  | 'skel'
  | 'create'
  | 'cache'
  | 'page'

/** Sources by name. "Measured" statements were run against the vendored code of the tags that the statement names. */
export const sources: Readonly<Record<SourceName, KnowledgeSource>> = {
  emptyVersion: source(
    'libcni 0.7.0 to 1.0.1: pkg/version/plugin.go refuses an empty version',
    'containernetworking/cni/blob/v1.0.1/pkg/version/plugin.go',
  ),
  emptyVersionFix: source(
    'cni pull request 893: an empty version counts as 0.1.0 (libcni 1.1.0)',
    'containernetworking/cni/pull/893',
  ),
  emptyVersionIssue: source('containerd issue 6877: tear-down regression', 'containerd/containerd/issues/6877'),
  loopback: source('containerd issue 6876: loopback plugin on 1.6.3', 'containerd/containerd/issues/6876'),
  loopbackRevert: source('go-cni pull request 96: loopback version reverted', 'containerd/go-cni/pull/96'),
  resultVersion: source(
    'cni pull request 896: results without a version (libcni 1.1.1)',
    'containernetworking/cni/pull/896',
  ),
  resultVersionIssue: source(
    'containerd issue 7011: older plugins that report no version',
    'containerd/containerd/issues/7011',
  ),
  skel: source(
    'libcni pkg/version/reconcile.go: configuration against plugin',
    'containernetworking/cni/blob/main/pkg/version/reconcile.go',
  ),
  create: source(
    'libcni pkg/types/internal/create.go: result versions it can read',
    'containernetworking/cni/blob/main/pkg/types/internal/create.go',
  ),
  cache: source('libcni api.go: cached result on DEL', 'containernetworking/cni/blob/main/libcni/api.go'),
  page: {
    title: 'Kubernetes: Troubleshooting CNI plugin-related errors',
    url: 'https://kubernetes.io/docs/tasks/administer-cluster/migrating-from-dockershim/troubleshooting-cni-plugin-related-errors/',
  },
}
