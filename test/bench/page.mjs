// The HTML page under load: `npm run build && node test/bench/page.mjs`, options:
//   --nodes N        nodes (default 200)
//   --failures N     failures over all nodes (default 100,000)
//   --keep           leave logs, case and page in .bench/
// Writes the logs of an incident, makes a case of them, then measures the page: seconds to print it, size, seconds until it can be used in
// headless Chromium, frames a second while zooming and moving. Needs `npm run build` and /usr/bin/chromium.
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { ARGUMENTS, CHROMIUM } from '../report/page/browser.mjs'
import { Random } from './data/random.mjs'

const root = resolve(import.meta.dirname, '../..')
const folder = join(root, '.bench/page')
const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '200' },
    failures: { type: 'string', default: '100000' },
    keep: { type: 'boolean', default: false },
  },
})
const nodes = Number(values.nodes)
const perNode = Math.ceil(Number(values.failures) / nodes)
const say = (text) => process.stdout.write(`${text}\n`)

const START_MS = Date.UTC(2022, 3, 26)
const PODS = 12
const RETRY_MS = 61_000
const ERROR =
  'failed to destroy network for sandbox \\"ID\\": plugin type=\\"bridge\\" failed (delete): invalid version \\"\\": the version is empty'

/** One node: pods start, then their tear-down fails again and again. */
function writeNode(n) {
  const r = new Random(n + 1)
  const name = `node-${String(n).padStart(3, '0')}`
  const lines = []
  const add = (ms, program, rest) =>
    lines.push({ ms, text: `${new Date(ms).toISOString().replace('Z', '000Z')} ${name} ${program}: ${rest}` })
  const containerd = (ms, level, rest) =>
    add(ms, 'containerd[812]', `time="${new Date(ms).toISOString().replace('Z', '000000Z')}" level=${level} ${rest}`)
  const kubelet = (ms, rest) => {
    const iso = new Date(ms).toISOString()
    add(
      ms,
      'kubelet[1205]',
      `E${iso.slice(5, 7)}${iso.slice(8, 10)} ${iso.slice(11, 23)}000    1205 remote_runtime.go:269] ${rest}`,
    )
  }
  containerd(
    START_MS + r.below(60_000),
    'info',
    'msg="starting containerd" revision=de8046a5501db9e0e478e1c10cbcfb21af4c6b2d version=v1.6.2',
  )
  for (let p = 0; p < PODS; p++) {
    const id = r.hex(64)
    const pod = { name: `ledger-${r.suffix(9)}-${r.suffix(5)}`, uid: r.uid() }
    const metadata = `&PodSandboxMetadata{Name:${pod.name},Uid:${pod.uid},Namespace:billing,Attempt:0,}`
    const start = START_MS + 60_000 + r.below(600_000)
    containerd(start, 'info', `msg="RunPodSandbox for ${metadata}"`)
    containerd(start + 900, 'info', `msg="RunPodSandbox for ${metadata} returns sandbox id \\"${id}\\""`)
    const stop = start + 900_000 + r.below(900_000)
    for (let i = 0; i < Math.ceil(perNode / PODS); i++) {
      const ms = stop + i * RETRY_MS + r.below(9000)
      const error = ERROR.replace('ID', id)
      containerd(ms, 'info', `msg="StopPodSandbox for \\"${id}\\""`)
      containerd(ms + 5, 'error', `msg="StopPodSandbox for \\"${id}\\" failed" error="${error}"`)
      kubelet(
        ms + 7,
        `"StopPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = ${error}" podSandboxID="${id}"`,
      )
    }
  }
  lines.sort((a, b) => a.ms - b.ms)
  mkdirSync(join(folder, 'logs', name), { recursive: true })
  const fd = openSync(join(folder, 'logs', name, 'journal.log'), 'w')
  writeSync(fd, `${lines.map((line) => line.text).join('\n')}\n`)
  closeSync(fd)
}

const seconds = (from) => ((performance.now() - from) / 1000).toFixed(2)

async function writePage() {
  const { ingestCase, openCase, report } = await import(pathToFileURL(join(root, 'dist/src/index.js')).href)
  const path = join(folder, 'case.db')
  let at = performance.now()
  await ingestCase({ paths: [join(folder, 'logs')], case: path })
  say(`case:          ${seconds(at)} s`)
  const file = await openCase(path)
  say(`failures:      ${file.query('case-totals')[0]?.failures}`)
  at = performance.now()
  const html = [...(await report(file, { format: 'html' }))].join('')
  say(`page printed:  ${seconds(at)} s`)
  file.close()
  const page = join(folder, 'page.html')
  writeFileSync(page, html)
  say(`page size:     ${(statSync(page).size / 1e6).toFixed(2)} MB`)
  return page
}

/** Frames while the wheel zooms in and out for two seconds over the lanes. */
async function zoomRate(page) {
  const box = await page.locator('.lanes').boundingBox()
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height / 2)
  await page.locator('.lanes').focus()
  await page.evaluate(() => {
    const frames = []
    globalThis.frames_ = frames
    const tick = (at) => {
      frames.push(at)
      requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
    const canvas = document.querySelector('.lanes canvas')
    const area = canvas.getBoundingClientRect()
    let n = 0
    setInterval(() => {
      const deltaY = n++ % 120 < 60 ? -30 : 30
      canvas.dispatchEvent(
        new WheelEvent('wheel', {
          deltaY,
          clientX: area.left + area.width * 0.7,
          clientY: area.top + 100,
          bubbles: true,
          cancelable: true,
        }),
      )
    }, 8)
  })
  await page.waitForTimeout(3000)
  const frames = await page.evaluate(() => globalThis.frames_)
  return ((frames.length - 1) / (frames.at(-1) - frames[0])) * 1000
}

async function usePage(path) {
  const profile = mkdtempSync(join(tmpdir(), 'page-bench-'))
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    headless: true,
    args: ARGUMENTS,
  })
  try {
    const page = browser.pages()[0] ?? (await browser.newPage())
    const at = performance.now()
    await page.goto(pathToFileURL(path).href, { waitUntil: 'commit' })
    await page.waitForSelector('#explorer[data-ready]')
    say(`interactive:   ${seconds(at)} s`)
    say(`zooming:       ${(await zoomRate(page)).toFixed(0)} frames a second`)
    await page.getByRole('button', { name: 'Open all nodes' }).click()
    say(`... all open:  ${(await zoomRate(page)).toFixed(0)} frames a second`)
  } finally {
    await browser.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

rmSync(folder, { recursive: true, force: true })
for (let n = 0; n < nodes; n++) writeNode(n)
await usePage(await writePage())
if (!values.keep) rmSync(folder, { recursive: true, force: true })
