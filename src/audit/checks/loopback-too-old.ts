import { type AuditCheck, KUBERNETES_PAGE } from '../check.ts'

const OLD = { versions: ['0.1.0', '0.2.0', '0.3.0', '0.3.1', '0.4.0'], from: 'plugins 0.9.1' }
const on = (version: string) => ({
  containerd: new Map([['', version]]),
  supported: (type: string) => (type === 'loopback' ? OLD : undefined),
})

/** containerd brings its own loopback configuration; that of 1.6.3 asks for 1.0.0. */
export const check: AuditCheck = {
  id: 'loopback-too-old',
  title: 'the loopback plugin is too old for containerd',
  severity: 'error',
  reference: KUBERNETES_PAGE,
  run(file, context, folder) {
    if (folder[0] !== file) return []
    const version = context.containerd.get(file.source.node) ?? context.containerd.get('')
    const loopback = context.supported('loopback')
    if (
      version === undefined ||
      loopback === undefined ||
      loopback.versions.includes('1.0.0') ||
      !/^1\.6\.\d/.test(version)
    )
      return []
    const hit = /^1\.6\.3(?!\d)/.test(version)
    return [
      {
        offset: 0,
        severity: hit ? 'error' : 'note',
        what: `The loopback plugin supports ${loopback.versions.join(', ')} (${loopback.from}); containerd here is ${version}.`,
        why: hit
          ? 'containerd 1.6.3 (go-cni 1.1.4) writes cniVersion 1.0.0 for loopback, so every ADD and DEL on the node fails.'
          : 'The Kubernetes page asks for loopback 1.0.0 from containerd 1.6.0 on; measured on the released code only 1.6.3 needs it (the other 1.6 releases write 0.3.1 for loopback).',
        do: 'Install CNI plugins 1.0.0 or later, or containerd 1.6.4 or later.',
      },
    ]
  },
  trips: [
    { text: '{"cniVersion":"0.4.0","name":"n","plugins":[{"type":"bridge"}]}', context: on('1.6.3') },
    { text: '{"cniVersion":"0.4.0","name":"n","plugins":[{"type":"bridge"}]}', context: on('1.6.0') },
  ],
  passes: [
    { text: '{"cniVersion":"0.4.0","name":"n","plugins":[{"type":"bridge"}]}', context: on('1.7.1') },
    { text: '{"cniVersion":"0.4.0","name":"n","plugins":[{"type":"bridge"}]}' },
  ],
}
