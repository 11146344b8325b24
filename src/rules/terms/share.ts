import type { TermRule } from '../term-rule.ts'

/** How much of what failed first the cause explains. */
export const term: TermRule = {
  name: 'share',
  find: ({ all, incidents }) => {
    const firsts = all.filter((incident) => incident.consequence_of === 0)
    const total = firsts.reduce((sum, incident) => sum + incident.failures, 0)
    const own = incidents
      .filter((incident) => firsts.includes(incident))
      .reduce((sum, incident) => sum + incident.failures, 0)
    if (total === 0 || own === 0) return undefined
    const share = own / total
    const says =
      own === total
        ? `every failure that follows from no other has this cause (${own})`
        : `${own} of ${total} failures that follow from no other have this cause`
    return { weight: Math.round((share - 0.5) * 30) / 100, says, evidence: [] }
  },
}
