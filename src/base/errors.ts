/** Every code a user can meet; kept in one list so that messages and tests can be checked against it. */
export type ErrorCode =
  | 'PATH_NOT_FOUND'
  | 'PATH_UNREADABLE'
  | 'NO_LOGS'
  | 'BAD_OPTION'
  | 'UNKNOWN_QUERY'
  | 'BAD_PARAMETER'
  | 'BAD_SQL'
  | 'CASE_NOT_FOUND'
  | 'CASE_NOT_A_CASE'
  | 'CASE_TOO_NEW'
  | 'CASE_TOO_OLD'
  | 'CASE_EXISTS'
  | 'SQLITE_UNSUITED'
  | 'NODE_UNSUITED'
  | 'UNKNOWN_CAUSE'
  | 'SANDBOX_NOT_FOUND'
  | 'SANDBOX_AMBIGUOUS'
  | 'OUTPUT_FAILED'
  | 'OUTPUT_EDITED'
  | 'OUTPUT_EXISTS'
  | 'BAD_REPORT'
  | 'BAD_RULES'
  | 'BAD_TEMPLATE'

/** An error the user must act on: what failed (message), why (cause), what to do (hint). Printed once by the CLI. */
export class PostmortemError extends Error {
  readonly code: ErrorCode
  readonly reason: string
  readonly hint: string

  constructor(code: ErrorCode, message: string, options: { reason?: string; hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'PostmortemError'
    this.code = code
    this.reason = options.reason ?? (options.cause instanceof Error ? options.cause.message : '')
    this.hint = options.hint ?? ''
  }
}
