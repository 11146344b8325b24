import type { LineWindow } from '../../src/model/line-window.ts'

/** `│`, which k9s, tmux and dialogs draw round a text. */
const BAR = 0x2502

/** Boxes inside boxes: k9s in a pane of tmux. */
const MOST_NESTED = 3

/** Does a line begin with the border of a box? */
export const isBoxed = (line: string): boolean => line.charCodeAt(0) === BAR

// │   Warning  FailedCreatePodSandBox  15m  kubelet  Failed to create pod sandbox: .. container "c3d3ea56d361 │
/** The text inside a box that k9s or a terminal drew: without both borders and the blank beside each. Other lines as they are. */
export function withoutBox(line: string): string {
  let text = line
  for (let nested = 0; nested < MOST_NESTED && isBoxed(text); nested++) {
    text = text
      .slice(1)
      .replace(/^ /, '')
      .replace(/ ?│\s*$/, '')
  }
  return text
}

/** The same lines without the box round them. */
export const insideBox = (window: LineWindow): LineWindow => ({
  line: window.line,
  offsetOf: window.offsetOf,
  at: (rel) => {
    const line = window.at(rel)
    return line === undefined ? undefined : withoutBox(line)
  },
})
