import { isQuiet, type Section } from '../section.ts'
import { heading, todo } from '../spans.ts'

export const section: Section = {
  id: 'lessons',
  order: 160,
  build: (input) =>
    isQuiet(input)
      ? []
      : [
          heading(2, 'Lessons'),
          todo('What went well?'),
          todo('What went badly?'),
          todo('Where were we lucky?'),
          todo('Why were we surprised: what did we believe that was not so?'),
        ],
}
