/** Text of the generated module for the present scanner.as. */
export function build(): Promise<string>
