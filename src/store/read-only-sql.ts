import { PostmortemError } from '../base/errors.ts'
import type { QueryRow } from '../model/case-file.ts'
import type { Database, Statement } from './sqlite.ts'

/** Statements that may read: ATTACH and some pragmas count as read-only for SQLite, but do not read a case. */
const READS = /^(?:select|with|values|explain)\b/i

/** Runs one SELECT. Throws PostmortemError BAD_SQL for what does not prepare, does not run, writes, or is no SELECT. */
export function runReadOnly(
  db: Database,
  text: string,
): { readonly columns: readonly string[]; readonly rows: readonly QueryRow[] } {
  const statement = prepareReadOnly(db, text)
  try {
    const rows = statement.all() as QueryRow[]
    return { columns: statement.columns().map((column) => column.name), rows }
  } catch (error) {
    throw badSql(error)
  }
}

/** Prepares a statement and makes sure that it only reads. Throws PostmortemError BAD_SQL. */
export function prepareReadOnly(db: Database, text: string): Statement {
  if (!READS.test(withoutComments(text))) {
    throw new PostmortemError('BAD_SQL', 'only queries can be run on a case', {
      reason: 'the statement begins with none of SELECT, WITH, VALUES, EXPLAIN',
      hint: 'a case is opened read-only; copy the file to change it with another program',
    })
  }
  let statement: Statement
  try {
    statement = db.prepare(text)
  } catch (error) {
    throw badSql(error)
  }
  if (!statement.reader || !statement.readonly) {
    throw new PostmortemError('BAD_SQL', 'only queries can be run on a case', { reason: 'the statement would write' })
  }
  return statement
}

function badSql(error: unknown): PostmortemError {
  return new PostmortemError('BAD_SQL', 'the SQL cannot be run', {
    hint: 'tables and columns are described in queries/README.md',
    cause: error,
  })
}

/** The text from its first word on. */
function withoutComments(text: string): string {
  let rest = text.trimStart()
  while (rest.startsWith('--') || rest.startsWith('/*')) {
    const line = rest.startsWith('--')
    const end = rest.indexOf(line ? '\n' : '*/')
    if (end < 0) return ''
    rest = rest.slice(end + (line ? 1 : 2)).trimStart()
  }
  return rest
}
