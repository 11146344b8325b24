import { parentPort, workerData } from 'node:worker_threads'
import { PostmortemError } from '../base/errors.ts'
import { BatchEncoder } from './encode-batch.ts'
import { type EncodedBatch, transferables } from './encoded-batch.ts'
import { withCauses, withTransport } from './parsers.ts'
import type { Part, Task } from './part.ts'
import { runTask } from './run-task.ts'
import type { Settings } from './settings.ts'
import { SourceReader } from './source-reader.ts'
import { Surveys } from './surveys.ts'

/** To a worker: a task, or leave to send another batch. */
export type ToWorker = { readonly task: Task } | { readonly credit: number }
/** From a worker: a part of the task, its end, or its failure. */
export type FromWorker =
  | { readonly part: Part }
  | { readonly batch: EncodedBatch }
  | { readonly end: true }
  | { readonly failed: Failure }

/** An error as plain data; `code` of a PostmortemError, else ''. */
export interface Failure {
  readonly code: string
  readonly message: string
  readonly reason: string
  readonly hint: string
  readonly stack: string
}

/** Batches a worker may send before it is given leave for more. */
export const CREDIT = 12

const port = parentPort
if (port !== null) {
  const settings = workerData as Settings
  const parsers = withTransport(withCauses(settings.causes), settings.transport)
  const reader = new SourceReader(parsers, settings, new Surveys(parsers, settings))
  const encoder = new BatchEncoder()
  let credit = 0
  let resume: (() => void) | undefined

  const send = (message: FromWorker): void => port.postMessage(message)
  const emit = async (part: Part): Promise<void> => {
    if (part.part !== 'batch') {
      send({ part })
      return
    }
    const batch = encoder.encode(part.events, part.facts)
    port.postMessage({ batch } satisfies FromWorker, transferables(batch))
    if (--credit > 0) return
    await new Promise<void>((resolve) => {
      resume = resolve
    })
  }
  const run = async (task: Task): Promise<void> => {
    credit = CREDIT
    try {
      await runTask(task, settings, reader, emit)
      send({ end: true })
    } catch (failed) {
      send({ failed: failureOf(failed) })
    }
  }
  port.on('message', (message: ToWorker) => {
    if ('task' in message) {
      void run(message.task)
      return
    }
    credit += message.credit
    if (credit <= 0) return
    resume?.()
    resume = undefined
  })
}

function failureOf(error: unknown): Failure {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error))
  if (error instanceof PostmortemError)
    return { code: error.code, message, reason: error.reason, hint: error.hint, stack }
  return { code: '', message, reason: '', hint: '', stack }
}
