import { isQuiet, type Section } from '../section.ts'
import { heading, todo } from '../spans.ts'

export const section: Section = {
  id: 'messages',
  order: 210,
  build: (input) =>
    isQuiet(input)
      ? []
      : [
          heading(2, 'Messages'),
          todo('Status page text for customers'),
          todo('Note to support and account teams'),
          todo('Summary for management, three sentences'),
        ],
}
