import type { Model } from '../view/model.ts'
import { failingAtFirst, layRows, openAtFirst, type Row } from '../view/rows.ts'
import type { Search } from '../view/search.ts'
import { type Selection, select } from '../view/selection.ts'
import type { Span } from '../view/time-scale.ts'

/** What is looked at: marks or a flag of a row, or nothing. */
export type Chosen =
  | { readonly type: 'marks'; readonly marks: readonly number[] }
  | { readonly type: 'flag'; readonly flag: number }
  | undefined

/** What may change: the span on screen, what is selected, which rows there are, what is looked at, the colours. */
export type Change = 'view' | 'selection' | 'rows' | 'chosen' | 'colours'

/** State of the interactive part. Views subscribe and are called once a frame with all that changed. */
export class App {
  readonly model: Model
  readonly whole: Span
  view: Span
  brush: Span | undefined
  search: Search = { state: 'all' }
  open: Set<number>
  /** Only lanes with failures are shown. */
  failing: boolean
  chosen: Chosen
  /** Row that the keyboard is on. */
  cursor = 0
  selection: Selection
  rows: readonly Row[]
  private readonly listeners: ((changes: ReadonlySet<Change>) => void)[] = []
  private pending = new Set<Change>()

  constructor(model: Model) {
    this.model = model
    const margin = Math.max(1, (model.untilMs - model.fromMs) * 0.01)
    this.whole = { from: model.fromMs - margin, to: model.untilMs + margin }
    this.view = this.whole
    this.open = new Set(openAtFirst(model))
    this.failing = failingAtFirst(model)
    this.selection = select(model, this.search, undefined)
    this.rows = layRows(model, this.selection, this.open, this.failing)
  }

  subscribe(listener: (changes: ReadonlySet<Change>) => void): void {
    this.listeners.push(listener)
  }

  changed(...changes: readonly Change[]): void {
    if (this.pending.size === 0) requestAnimationFrame(() => this.tell())
    for (const change of changes) this.pending.add(change)
  }

  setView(span: Span): void {
    this.view = span
    this.changed('view')
  }

  setBrush(span: Span | undefined): void {
    this.brush = span
    this.reselect()
  }

  setSearch(search: Search): void {
    this.search = search
    this.reselect()
  }

  toggle(node: number): void {
    if (!this.open.delete(node)) this.open.add(node)
    this.layOut()
  }

  openAll(open: boolean): void {
    this.open = new Set(open ? this.model.nodes.keys() : [])
    this.layOut()
  }

  showFailing(only: boolean): void {
    this.failing = only
    this.layOut()
  }

  choose(chosen: Chosen): void {
    this.chosen = chosen
    this.changed('chosen')
  }

  private layOut(): void {
    this.rows = layRows(this.model, this.selection, this.open, this.failing)
    this.cursor = Math.max(0, Math.min(this.cursor, this.rows.length - 1))
    this.changed('rows')
  }

  private reselect(): void {
    this.selection = select(this.model, this.search, this.brush)
    this.changed('selection')
    this.layOut()
  }

  private tell(): void {
    const changes = this.pending
    this.pending = new Set()
    for (const listener of this.listeners) listener(changes)
  }
}
