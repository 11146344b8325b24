import { goalsText, tableText } from './section.mjs'

const BEGIN = '<!-- bench: what follows is written by npm run bench -- --write-docs -->'
const END = '<!-- bench: end -->'

/** The document with the block between the marks replaced by the tables of a result. Throws an Error where the marks are not there. */
export function withTables(document, result) {
  const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)]
  if (from < 0 || to < from) throw new Error(`the document lacks the marks "${BEGIN}" and "${END}"`)
  return `${document.slice(0, from + BEGIN.length)}\n\n${tables(result)}\n\n${document.slice(to)}`
}

function tables({ machine, sections, goals }) {
  const parts = [machine, '## Goals', goalsText(goals)]
  for (const section of sections) parts.push(`## ${section.title}`, section.note, tableText(section))
  return parts.join('\n\n')
}
