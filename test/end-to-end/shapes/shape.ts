/** An excerpt of a log in the shape it is found in, and what it must be read as. */
export interface Shape {
  readonly name: string
  readonly text?: string
  readonly bytes?: Uint8Array
  /** Ending of the file's name; `.log` where absent. */
  readonly ext?: string
  /** `operation outcome cause id pod` of each event, as far as it is told; `*` = any. Run, Stop, Remove = RunPodSandbox ...; id: 6 digits. */
  readonly want: readonly string[]
}
