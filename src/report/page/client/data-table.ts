import { button, counted, fill, h } from './dom.ts'

export interface Column<Row> {
  readonly title: string
  readonly right?: boolean
  /** Never broken into lines. */
  readonly whole?: boolean
  readonly value: (row: Row) => string | number
  /** How the value is printed; absent = as it is. */
  readonly text?: (row: Row) => string
  /** The cell is a button that does this. */
  readonly act?: (row: Row) => void
}

export interface TableOptions<Row> {
  readonly id: string
  readonly title: string
  readonly noun: string
  readonly columns: readonly Column<Row>[]
  readonly rows: () => readonly Row[]
  readonly sorted: { readonly column: number; readonly down: boolean }
}

const FIRST_ROWS = 15
const MORE_ROWS = 100

/** A table that can be sorted by any column and filtered by text; shows some rows, more on demand. `refresh` reads the rows again. */
export function dataTable<Row>(options: TableOptions<Row>): {
  readonly element: HTMLElement
  readonly refresh: () => void
} {
  let { column, down } = options.sorted
  let limit = FIRST_ROWS
  const text = (row: Row, of: Column<Row>): string => of.text?.(row) ?? String(of.value(row))
  const filter = h('input', { type: 'search', id: `${options.id}-filter`, autocomplete: 'off' })
  const status = h('span', { class: 'soft', role: 'status' })
  const head = h('tr')
  const body = h('tbody')
  const more = h('div', { class: 'more' })
  const element = h(
    'section',
    { class: 'data-table', 'aria-labelledby': `${options.id}-title` },
    h('h3', { id: `${options.id}-title` }, options.title),
    h('div', { class: 'bar' }, h('label', { for: `${options.id}-filter` }, 'Filter this table'), filter, status),
    h(
      'div',
      { class: 'table', tabindex: '0', role: 'region', 'aria-labelledby': `${options.id}-title` },
      h('table', {}, h('thead', {}, head), body),
    ),
    more,
  )
  const cell = (row: Row, of: Column<Row>): Node => {
    const shown = text(row, of)
    const { act } = of
    return h(
      'td',
      of.right === true ? { class: 'right' } : of.whole === true ? { class: 'whole' } : {},
      act === undefined ? shown : button(shown, () => act(row), { class: 'link' }),
    )
  }
  const draw = (): void => {
    const word = filter.value.trim().toLowerCase()
    const all = options.rows()
    const kept =
      word === ''
        ? [...all]
        : all.filter((row) => options.columns.some((of) => text(row, of).toLowerCase().includes(word)))
    const by = options.columns[column]
    if (by !== undefined) kept.sort((a, b) => compare(by.value(a), by.value(b)) * (down ? -1 : 1))
    fill(body, ...kept.slice(0, limit).map((row) => h('tr', {}, ...options.columns.map((of) => cell(row, of)))))
    fill(head, ...options.columns.map((of, i) => header(of, i === column, down, () => sortBy(i))))
    fill(status, counted(kept.length, options.noun))
    fill(more, ...(kept.length > limit ? [button(`Show ${Math.min(MORE_ROWS, kept.length - limit)} more`, grow)] : []))
  }
  const sortBy = (i: number): void => {
    down = i === column ? !down : options.columns[i]?.right === true
    column = i
    draw()
    head.querySelectorAll('button')[i]?.focus()
  }
  const grow = (): void => {
    limit += MORE_ROWS
    draw()
  }
  filter.addEventListener('input', draw)
  const refresh = (): void => {
    limit = FIRST_ROWS
    draw()
  }
  return { element, refresh }
}

function header<Row>(column: Column<Row>, active: boolean, down: boolean, sort: () => void): Node {
  const state: Readonly<Record<string, string>> = active ? { 'aria-sort': down ? 'descending' : 'ascending' } : {}
  const side: Readonly<Record<string, string>> = column.right === true ? { class: 'right' } : {}
  const sign = active ? (down ? ' ▼' : ' ▲') : ''
  return h('th', { scope: 'col', ...state, ...side }, button(`${column.title}${sign}`, sort, { class: 'sort' }))
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0
}
