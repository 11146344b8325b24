import { type AuditCheck, spec } from '../check.ts'
import { likelySlip } from '../slip.ts'

/** A file that the runtime cannot load at all. */
export const check: AuditCheck = {
  id: 'invalid-json',
  title: 'not valid JSON',
  severity: 'error',
  reference: spec('Section 1: Network configuration format'),
  run(file) {
    const slip = likelySlip(file.text, file.errors)
    if (!slip) return []
    return [
      {
        offset: slip.offset,
        what: `Not valid JSON: ${slip.what}.`,
        why: 'The runtime cannot load the file ("error parsing configuration list"); without another one every pod on the node waits with "cni plugin not initialized".',
        do: slip.do,
      },
    ]
  },
  trips: [
    { text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge"},]}' },
    { text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bri' },
    { text: '' },
    { text: '\uFEFF{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge"}]}' },
    { text: '{"cniVersion":"1.0.0", // comment\n"name":"n","plugins":[{"type":"bridge"}]}' },
    { text: "{'cniVersion':'1.0.0'}" },
    { text: '{"cniVersion":"1.0.0"} {}' },
  ],
  passes: [{ text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge"}]}\n' }],
}
