import type { Delivery } from './delivery.ts'
import type { Emit, Part, Task } from './part.ts'
import type { Pool, RunningTask } from './pool.ts'

/** Runs a task in this thread. */
export type RunHere = (task: Task, emit: Emit) => Promise<void>

/**
 * Runs tasks in worker threads and takes their parts in order. A few tasks run ahead of the one whose parts are taken. A segment is
 * started with the context that its file begins with; where the one before left another, it is read again here. Closes the pool.
 */
export async function runInWorkers(
  pool: Pool,
  workers: number,
  tasks: Iterable<Task>,
  delivery: Delivery,
  take: (task: Task, part: Part) => Promise<void> | undefined,
  runHere: RunHere,
): Promise<void> {
  const ahead: RunningTask[] = []
  const iterator = tasks[Symbol.iterator]()
  const fill = (): void => {
    while (ahead.length <= workers) {
      const { done, value } = iterator.next()
      if (done === true) return
      ahead.push(pool.start(value))
    }
  }
  try {
    for (fill(); ahead.length > 0; fill()) {
      const running = ahead.shift()
      if (running === undefined) return
      const ready = delivery.readied(running.task)
      if (ready === running.task) {
        for (let part = await running.next(); part !== undefined; part = await running.next()) await take(ready, part)
      } else {
        running.drop()
        await runHere(ready, (part) => take(ready, part))
      }
    }
  } finally {
    await pool.close()
  }
}

/**
 * Runs tasks in this thread, one after the other; those behind the one after which the log floods, in a worker thread, where there can be
 * one.
 */
export async function runHereOrBeside(
  tasks: Iterator<Task> & Iterable<Task>,
  delivery: Delivery,
  take: (task: Task, part: Part) => Promise<void> | undefined,
  runHere: RunHere,
  beside: {
    readonly isFlood: (bytes: number, events: number) => boolean
    readonly newPool: (() => Pool) | undefined
  },
): Promise<void> {
  for (let next = tasks.next(); next.done !== true; next = tasks.next()) {
    const ready = delivery.readied(next.value)
    await runHere(ready, (part) => take(ready, part))
    if (beside.newPool === undefined || !beside.isFlood(delivery.bytes, delivery.events)) continue
    await runInWorkers(beside.newPool(), 1, tasks, delivery, take, runHere)
    return
  }
}
