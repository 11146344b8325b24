/** Finds the members of objects in bytes that are at hand. */
export interface MemberFinder {
  /** By fives, of each member that was found last: indices of its name's first byte and behind the last, the same of its value, and what that has (src/base/flat-object.ts). */
  readonly members: Int32Array
  /**
   * Number of members of the flat JSON object that is bytes [start, end): no blanks between, every name of capital letters, digits and `_`, every value a
   * string of printable ASCII without `\u`. 0 = it is none such.
   */
  readonly findMembers: (start: number, end: number) => number
}
