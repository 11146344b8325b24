import { parentPort } from 'node:worker_threads'
import { hashFile } from './hash-file.ts'

// Takes paths, one after the other, and answers each with its hash.
parentPort?.on('message', (path: string) => parentPort?.postMessage(hashFile(path)))
