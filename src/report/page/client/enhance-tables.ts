import { button, counted, fill, h } from './dom.ts'

/** Shorter tables need no filter. */
const FILTER_FROM = 8

/** Makes the tables of the document sortable, and longer ones filterable. */
export function enhanceTables(root: ParentNode): void {
  root.querySelectorAll<HTMLTableElement>('.table > table').forEach((table, i) => {
    const rows = [...(table.tBodies[0]?.rows ?? [])]
    if (rows.length < 3) return
    sortable(table)
    if (rows.length >= FILTER_FROM) filterable(table, rows, `table-${i}`)
  })
}

function sortable(table: HTMLTableElement): void {
  const heads = [...table.querySelectorAll('th')]
  heads.forEach((head, i) => {
    const title = head.textContent
    if (title.trim() === '') return
    const sort = button(title, () => {
      const down = head.getAttribute('aria-sort') === 'ascending'
      for (const other of heads) other.removeAttribute('aria-sort')
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending')
      const body = table.tBodies[0]
      body?.append(...[...body.rows].sort((a, b) => compare(cellText(a, i), cellText(b, i)) * (down ? -1 : 1)))
    })
    sort.className = 'sort'
    fill(head, sort)
  })
}

function cellText(row: HTMLTableRowElement, i: number): string {
  return row.cells[i]?.textContent ?? ''
}

const UNITS: Readonly<Record<string, number>> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 }

// 12   1,234   +0.45   3.4 MB
const NUMBER = /^([+-]?[\d,]+(?:\.\d+)?) ?([kMGT]?B)?$/

function numberOf(text: string): number {
  const found = NUMBER.exec(text.trim())
  if (found === null) return Number.NaN
  return Number((found[1] ?? '').replaceAll(',', '')) * (UNITS[found[2] ?? 'B'] ?? 1)
}

function compare(a: string, b: string): number {
  const [x, y] = [numberOf(a), numberOf(b)]
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y
  return a < b ? -1 : a > b ? 1 : 0
}

function filterable(table: HTMLTableElement, rows: readonly HTMLTableRowElement[], id: string): void {
  const input = h('input', { type: 'search', id, autocomplete: 'off' })
  const status = h('span', { class: 'soft', role: 'status' })
  input.addEventListener('input', () => {
    const word = input.value.trim().toLowerCase()
    let shown = 0
    for (const row of rows) {
      row.hidden = !row.textContent.toLowerCase().includes(word)
      if (!row.hidden) shown++
    }
    fill(status, counted(shown, 'row'))
  })
  table.parentElement?.before(
    h('div', { class: 'bar screen' }, h('label', { for: id }, 'Filter this table'), input, status),
  )
}
