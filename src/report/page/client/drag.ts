/** What a drag does; places are CSS pixels from the element's left and top. */
export interface DragHandler {
  /** False = this pointer is not for a drag. */
  readonly start: (event: PointerEvent) => void
  readonly move: (dx: number, dy: number, x: number) => void
  readonly end: () => void
  /** The pointer was not moved. */
  readonly click: (x: number, y: number) => void
}

/** Pixels before a click becomes a drag. */
const SLACK = 3

/** Follows the main pointer on an element. */
export function onDrag(element: HTMLElement, handler: DragHandler): void {
  let from: { x: number; y: number } | undefined
  let last = { x: 0, y: 0 }
  let moving = false
  const place = (event: PointerEvent): { x: number; y: number } => {
    const box = element.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }
  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return
    from = place(event)
    last = from
    moving = false
    handler.start(event)
  })
  element.addEventListener('pointermove', (event) => {
    if (from === undefined) return
    const now = place(event)
    if (!moving && Math.abs(now.x - from.x) < SLACK && Math.abs(now.y - from.y) < SLACK) return
    if (!moving) element.setPointerCapture(event.pointerId)
    moving = true
    handler.move(now.x - last.x, now.y - last.y, now.x)
    last = now
  })
  const finish = (event: PointerEvent): void => {
    if (from === undefined) return
    if (moving) handler.end()
    else if (event.type === 'pointerup') handler.click(from.x, from.y)
    from = undefined
  }
  element.addEventListener('pointerup', finish)
  element.addEventListener('pointercancel', finish)
}
