import type { CauseDefinition } from '../../src/model/cause.ts'
import { anyOf, matching } from '../errors/patterns.ts'

/** The pause image cannot be had (containerd sandbox_run.go, image_pull.go; CRI-O; dockershim). */
export const cause: CauseDefinition = {
  id: 'sandbox-image-failed',
  title: 'Sandbox (pause) image cannot be had',
  severity: 'high',
  patterns: [
    ...anyOf(86, [
      'failed to get sandbox image',
      'unable to pull sandbox image',
      'unable to pull the sandbox image',
      'failed to get image for sandbox',
      // CRI-O: error creating pod sandbox with name "k8s_..": reading manifest 3.9 in registry.k8s.io/pause: unauthorized: ..
      'reading manifest ',
      'source image rejected: ',
      // Windows: the image is there, but for another build of the system
      'no match for platform in manifest',
      'no matching manifest for',
      'does not match the host operating system',
    ]),
    ...anyOf(76, [
      'failed pulling image',
      'failed to pull image',
      'failed to pull and unpack image',
      'failed to resolve reference',
      'failed to resolve image',
      'initializing source docker://',
      'error pinging docker registry',
      'failed to authorize: ',
      'no such image',
      'image not known',
      'failed to inspect sandbox image',
      'imagepull',
      // containerd has the name of the image, but not all of its content
      'error unpacking image',
      'failed to get reader from content store',
    ]),
    // Error response from daemon: Head "https://registry/v2/images/pause/manifests/3.8": x509: certificate signed by unknown authority
    matching(76, '/manifests/', /(?:head|get):? "?https?:\/\/\S{1,300}\/manifests\//),
  ],
  what: 'The runtime cannot get the pause image that every sandbox starts from, so no pod starts on the node.',
  why: 'The image is not on the node (garbage-collected, another tag in the configuration, an air-gapped node) and the registry cannot be reached, does not know it, or wants credentials. Registries that moved (k8s.gcr.io to registry.k8s.io) are a frequent reason. Or the runtime knows the image but has lost part of its content ("error unpacking image").',
  steps: [
    {
      text: 'See which image is asked for and whether it is there.',
      commands: 'containerd config dump | grep -E "sandbox_image|sandbox ="\ncrictl images | grep pause',
      check: 'The name and tag of both agree. If they do, the image is there and the runtime needs a restart.',
    },
    {
      text: 'Pull it by hand, or bring it in by file; one whose content is damaged is removed first.',
      commands:
        'crictl rmi registry.k8s.io/pause:3.9   # only if damaged\ncrictl pull registry.k8s.io/pause:3.9\nctr -n k8s.io images import pause.tar',
      check: 'crictl images | grep pause lists it.',
    },
    {
      text: 'Name an image that the node can get, then restart the runtime.',
      commands: '$EDITOR /etc/containerd/config.toml\nsystemctl restart containerd',
      check: 'kubectl describe pod POD shows no new FailedCreatePodSandBox.',
    },
  ],
  references: [
    {
      title: 'containerd: CRI configuration',
      url: 'https://github.com/containerd/containerd/blob/main/docs/cri/config.md',
    },
    {
      title: 'Kubernetes: Container runtimes, sandbox image',
      url: 'https://kubernetes.io/docs/setup/production-environment/container-runtimes/',
    },
  ],
  knownVersions: '',
  samples: [
    'failed to create containerd container: error unpacking image: failed to extract layer sha256:2f1c: failed to get reader from content store: content digest sha256:7d4a: not found',
    'error creating pod sandbox with name "k8s_web-0_default_2f1c_0": reading manifest sha256:2f1c in quay.io/example/pause: unauthorized: access to the requested resource is not authorized',
    'failed to create shim task: hcs::CreateComputeSystem 2f1c: The container operating system does not match the host operating system.',
    'error creating pod sandbox with name "k8s_web-0": reading image "2f1c": locating image with ID "2f1c": image not known',
    'failed to get sandbox image "registry.k8s.io/pause:3.6": failed to pull image "registry.k8s.io/pause:3.6": failed to pull and unpack image "registry.k8s.io/pause:3.6": failed to resolve reference "registry.k8s.io/pause:3.6": failed to do request: Head "https://registry.k8s.io/v2/pause/manifests/3.6": dial tcp 10.0.0.1:443: i/o timeout',
    'Error response from daemon: Head "https://registry.example.com/v2/pause/manifests/3.8": x509: certificate signed by unknown authority',
    'unable to pull sandbox image "k8s.gcr.io/pause:3.1": Error response from daemon: Get https://k8s.gcr.io/v2/: net/http: request canceled',
  ],
  lookAlikes: [
    'error getting ClusterInformation: Get "https://10.96.0.1:443/apis": dial tcp 10.96.0.1:443: i/o timeout',
    'failed to get sandbox image "registry.k8s.io/pause:3.6": failed to pull image "registry.k8s.io/pause:3.6": write /var/lib/containerd/x: no space left on device',
  ],
}
