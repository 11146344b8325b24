import { Worker } from 'node:worker_threads'
import { type ErrorCode, PostmortemError } from '../base/errors.ts'
import { decodeBatch, type EncodedBatch } from './encode-batch.ts'
import type { Part, Task } from './part.ts'
import type { Settings } from './settings.ts'
import type { Failure, FromWorker, ToWorker } from './worker.ts'

/** The parts of a task that runs in a worker, in order. */
export interface RunningTask {
  readonly task: Task
  /** The next part; undefined at the end. Rejects where the task failed. */
  readonly next: () => Promise<Part | undefined>
  /** Its parts are not wanted any more. */
  readonly drop: () => void
}

class Running implements RunningTask {
  readonly task: Task
  worker: Worker | undefined
  private readonly parts: (Part | EncodedBatch)[] = []
  private ended = false
  private failed: unknown
  private dropped = false
  private wake: (() => void) | undefined

  constructor(task: Task) {
    this.task = task
  }

  put(part: Part | EncodedBatch): void {
    if (this.dropped) this.giveCredit(part)
    else this.parts.push(part)
    this.notify()
  }

  end(failed?: unknown): void {
    this.ended = true
    this.failed = failed
    this.worker = undefined
    this.notify()
  }

  readonly next = async (): Promise<Part | undefined> => {
    while (this.parts.length === 0 && !this.ended) {
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
    }
    const part = this.parts.shift()
    if (part === undefined) {
      if (this.failed !== undefined) throw this.failed
      return undefined
    }
    this.giveCredit(part)
    return 'part' in part ? part : { part: 'batch', ...decodeBatch(part) }
  }

  readonly drop = (): void => {
    this.dropped = true
    for (const part of this.parts.splice(0)) this.giveCredit(part)
  }

  private giveCredit(part: Part | EncodedBatch): void {
    if (!('part' in part)) this.worker?.postMessage({ credit: 1 } satisfies ToWorker)
  }

  private notify(): void {
    this.wake?.()
    this.wake = undefined
  }
}

/** Worker threads that run tasks; each has its own parsers and caches. */
export class Pool {
  private readonly workers: Worker[] = []
  private readonly idle: Worker[] = []
  private readonly waiting: Running[] = []
  private readonly running = new Map<Worker, Running>()

  constructor(entry: URL, count: number, settings: Settings) {
    for (let i = 0; i < count; i++) {
      const worker = new Worker(entry, { workerData: settings, resourceLimits: { maxYoungGenerationSizeMb: 4 } })
      worker.on('message', (message: FromWorker) => this.receive(worker, message))
      worker.on('error', (error) => this.running.get(worker)?.end(error))
      worker.on('exit', (code) => this.running.get(worker)?.end(new Error(`a worker thread ended with code ${code}`)))
      this.workers.push(worker)
      this.idle.push(worker)
    }
  }

  start(task: Task): RunningTask {
    const running = new Running(task)
    this.waiting.push(running)
    this.dispatch()
    return running
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()))
  }

  private dispatch(): void {
    while (this.idle.length > 0 && this.waiting.length > 0) {
      const worker = this.idle.pop()
      const running = this.waiting.shift()
      if (worker === undefined || running === undefined) return
      running.worker = worker
      this.running.set(worker, running)
      worker.postMessage({ task: running.task } satisfies ToWorker)
    }
  }

  private receive(worker: Worker, message: FromWorker): void {
    const running = this.running.get(worker)
    if (running === undefined) return
    if ('part' in message || 'batch' in message) {
      running.put('part' in message ? message.part : message.batch)
      return
    }
    this.running.delete(worker)
    this.idle.push(worker)
    running.end('failed' in message ? revive(message.failed) : undefined)
    this.dispatch()
  }
}

/** The error that a worker sent as plain data. */
function revive({ code, message, reason, hint, stack }: Failure): Error {
  if (code !== '') return new PostmortemError(code as ErrorCode, message, { reason, hint })
  const error = new Error(message)
  error.stack = stack
  return error
}
