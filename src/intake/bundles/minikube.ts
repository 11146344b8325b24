import type { BundleLayout } from '../bundle.ts'

/** `minikube logs --file`: one text with sections, which the line reader follows; a folder of them is named by its user. */
export const bundle: BundleLayout = {
  id: 'minikube',
  title: 'minikube logs',
  folder: /^minikube-logs$/,
  members: [
    { path: '*.txt', what: 'minikube log' },
    { path: '*.log', what: 'minikube log' },
  ],
  expected: [],
  limits: ['sections hold their last 60 lines unless asked for more'],
  samples: [{ path: 'minikube-logs/logs.txt', node: '', what: 'minikube log' }],
}
