/** A sandbox id and a container id. */
export const A = '9b1f0e2d7c6a5b4839281706f5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2'
export const B = '1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f'
/** A pod's uid. */
export const U = '0f1e2d3c-4b5a-4978-8c6d-5e4f3a2b1c0d'
export const rpc = 'rpc error: code = Unknown desc = '

/** As Go and JSON quote a text, without the quotes round it. */
export const esc = (text: string): string => text.replace(/[\\"]/g, '\\$&')

/** A klog line of kubelet. */
export const kl = (file: string, body: string, level = 'E'): string =>
  `${level}0611 03:44:05.123456    2210 ${file}] ${body}`

/** A logrus line of containerd. */
export const ctr = (message: string, error: string, level = 'error'): string =>
  `time="2023-06-11T03:44:05.001122334Z" level=${level} msg="${esc(message)}"${error === '' ? '' : ` error="${esc(error)}"`}`

/** A line of journalctl. */
export const j = (ident: string, text: string): string => `Jun 11 03:44:05 n2 ${ident}[901]: ${text}`

/** A row of kubectl describe. */
export const ev = (message: string, reason = 'FailedCreatePodSandBox'): string =>
  `  Warning  ${reason}  3s (x2 over 20s)  kubelet  ${message}`

/** The same of a plugin's error on ADD. */
export const run = (error: string): string =>
  ev(`Failed to create pod sandbox: ${rpc}failed to setup network for sandbox "${A}": ${error}`)

/** What such a row is read as. */
export const R = (cause: string): string => `Run failed ${cause} 9b1f0e`
