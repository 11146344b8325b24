import { type CaseFile, openCase } from '../index.ts'

/** Opens a case, uses it, closes it. */
export async function withCase(path: string, use: (file: CaseFile) => Promise<void>): Promise<void> {
  const file = await openCase(path)
  try {
    await use(file)
  } finally {
    file.close()
  }
}
