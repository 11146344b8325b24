import { Worker } from 'node:worker_threads'
import { hashFile } from './hash-file.ts'

/** Hashes files beside this thread: SHA-256 of a large log takes a third of the time that reading it does. */
export class HashThread {
  private readonly entry: URL | undefined
  private worker: Worker | undefined
  private readonly hashes = new Map<string, string | undefined>()
  private readonly asked: string[] = []
  private wake: (() => void) | undefined

  /** `entry`: module that the thread begins with; undefined = there can be none, and files are hashed when they are asked for. */
  constructor(entry: URL | undefined) {
    this.entry = entry
  }

  /** Begins to hash a file; nothing happens where it was asked for before. */
  start(path: string): void {
    if (this.hashes.has(path)) return
    this.hashes.set(path, undefined)
    if (this.entry === undefined) return
    this.worker ??= this.begin(this.entry)
    this.asked.push(path)
    this.worker.postMessage(path)
  }

  /** The SHA-256 of a file in hex digits, '' where it cannot be read; waits for the thread. */
  async hashOf(path: string): Promise<string> {
    while (this.asked.includes(path)) {
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
    }
    const hash = this.hashes.get(path) ?? hashFile(path)
    this.hashes.set(path, hash)
    return hash
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    await this.worker?.terminate()
  }

  private begin(entry: URL): Worker {
    const worker = new Worker(entry, { resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16 } })
    worker.on('message', (hash: string) => {
      const path = this.asked.shift()
      if (path !== undefined) this.hashes.set(path, hash)
      this.notify()
    })
    // what it leaves is hashed in this thread
    worker.on('error', () => this.giveUp())
    worker.on('exit', () => this.giveUp())
    return worker
  }

  private giveUp(): void {
    this.asked.length = 0
    this.notify()
  }

  private notify(): void {
    this.wake?.()
    this.wake = undefined
  }
}
