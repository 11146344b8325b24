import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { analyze } from '../../../src/postmortem.ts'
import { renderReport } from '../../../src/report/report.ts'
import { hostile } from '../cases.ts'
import { ARGUMENTS, CHROMIUM } from './browser.mjs'

const samples = join(import.meta.dirname, '../../../samples')
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Fault {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

/** Drags over the right half of an element, half way down. */
async function drag(page: Page, selector: string): Promise<void> {
  const box = await page.locator(selector).boundingBox()
  assert.ok(box)
  const y = box.y + box.height / 2
  await page.mouse.move(box.x + box.width / 2, y)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.8, y, { steps: 4 })
  await page.mouse.up()
}

/** An open page and everything it did that it should not. */
interface Opened {
  readonly page: Page
  readonly wrong: string[]
}

const skip = existsSync(CHROMIUM) ? false : `${CHROMIUM} is not installed`

describe('the page in Chromium', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'page-'))
  let browser: BrowserContext

  before(async () => {
    browser = await chromium.launchPersistentContext(join(folder, 'profile'), {
      executablePath: CHROMIUM,
      headless: true,
      viewport: { width: 1280, height: 900 },
      args: ARGUMENTS,
    })
  })
  after(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function open(name: string, html: string): Promise<Opened> {
    const path = join(folder, `${name}.html`)
    writeFileSync(path, html)
    const page = await browser.newPage()
    const wrong: string[] = []
    page.on('console', (message) => wrong.push(`console: ${message.text()}`))
    page.on('pageerror', (error) => wrong.push(`error: ${error.message}`))
    page.on('dialog', (dialog) => {
      wrong.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    page.on('request', (request) => {
      if (request.url() !== pathToFileURL(path).href) wrong.push(`request: ${request.url()}`)
    })
    await page.addInitScript(
      'addEventListener("securitypolicyviolation", (e) => console.error("policy: " + e.violatedDirective))',
    )
    await page.goto(pathToFileURL(path).href)
    await page.waitForSelector('#explorer[data-ready]')
    return { page, wrong }
  }

  async function serious(page: Page): Promise<readonly string[]> {
    await page.evaluate(axe)
    const found = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
      violations: readonly Fault[]
    }
    return found.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)
  }

  /** Uses everything: keyboard, search, filters, records of every mark in reach. */
  async function use(page: Page): Promise<void> {
    const lanes = page.locator('.lanes')
    await lanes.focus()
    for (const key of [
      'n',
      'n',
      'p',
      '+',
      '+',
      'ArrowLeft',
      'ArrowRight',
      'ArrowDown',
      'n',
      'Enter',
      'Enter',
      'b',
      '-',
      '0',
    ]) {
      await page.keyboard.press(key)
    }
    await page.keyboard.press('Escape')
    await lanes.hover({ position: { x: 700, y: 20 } })
    await page.mouse.wheel(0, -200)
    await page.locator('.overview').hover({ position: { x: 500, y: 40 } })
    await page.mouse.down()
    await page.mouse.move(900, 200, { steps: 4 })
    await page.mouse.up()
    await page.locator('#search').fill('<script>')
    await page.waitForTimeout(200)
    await page.locator('#search').fill('')
    await page.waitForTimeout(200)
  }

  const incidents = readdirSync(samples).filter((name) => existsSync(join(samples, name, 'case.json')))
  for (const name of incidents.sort()) {
    test(`${name}: no error, no request, no serious fault in light and dark`, async () => {
      const parts: string[] = []
      await analyze({ paths: [join(samples, name)], format: 'html', workers: 1 }, (part) => {
        parts.push(part)
      })
      const { page, wrong } = await open(name, parts.join(''))
      await use(page)
      assert.deepEqual(wrong, [])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.waitForTimeout(100)
        assert.deepEqual(await serious(page), [], colorScheme)
      }
      await page.close()
    })
  }

  test('names and messages that carry markup, script and terminal escapes stay text', async () => {
    const { file, verdict } = hostile()
    const { page, wrong } = await open('hostile', renderReport(file, verdict, { format: 'html' }))
    await use(page)
    await page.getByRole('button', { name: 'Open all nodes' }).click()
    for (const link of await page.locator('#failures-title ~ .table button.link').all()) await link.click()
    assert.deepEqual(wrong, [])
    assert.equal(await page.locator('img, iframe, object, embed, main script').count(), 0)
    assert.match((await page.locator('.details').textContent()) ?? '', /<script>alert\(1\)<\/script>/)
    assert.doesNotMatch((await page.locator('main').textContent()) ?? '', /[\u001b\u202e]/)
    assert.deepEqual(await serious(page), [])
    await page.close()
  })

  test('search, brush and click narrow what is below', async () => {
    const parts: string[] = []
    await analyze({ paths: [join(samples, 'founding-stop')], format: 'html', workers: 1 }, (part) => {
      parts.push(part)
    })
    const { page, wrong } = await open('narrow', parts.join(''))
    const status = page.locator('.status')
    const all = Number.parseInt((await status.textContent()) ?? '', 10)
    await page.locator('#search').fill('worker-1')
    await status.filter({ hasText: ` of ${all} ` }).waitFor()
    assert.match((await status.textContent()) ?? '', new RegExp(`^\\d+ failures of ${all} shown\\.$`))
    assert.equal(await page.locator('#nodes-title ~ .table tbody tr').count(), 1)
    await page.locator('#search').fill('(a+)+$')
    await page.locator('#search-expression').check()
    await page.locator('#search-fault').filter({ hasText: 'for ever' }).waitFor()
    await page.locator('#search').fill('')
    await status.filter({ hasText: `${all} failures shown.` }).waitFor()
    await page.locator('.lanes').focus()
    for (const key of ['n', '+', '+', '+', '+', 'b']) await page.keyboard.press(key)
    await status.filter({ hasText: ' from ' }).waitFor()
    const details = (await page.locator('.details').textContent()) ?? ''
    assert.match(details, /\.log(?:\.1\.gz)?:\d+/)
    assert.match(details, /layer by layer/)
    await page.getByRole('button', { name: 'Clear time filter' }).click()
    for (const strip of ['overview', 'axis']) {
      await drag(page, `.${strip} canvas`)
      await status.filter({ hasText: ' from ' }).waitFor()
      await page.getByRole('button', { name: 'Clear time filter' }).click()
      await status.filter({ hasText: `${all} failures shown.` }).waitFor()
    }
    await page.locator('#failures-title ~ .table th button').nth(1).click()
    assert.equal(await page.locator('#failures-title ~ .table th').nth(1).getAttribute('aria-sort'), 'ascending')
    await page.locator('#pods-filter').fill('no such pod')
    assert.equal(await page.locator('#pods-title ~ .table tbody tr').count(), 0)
    assert.deepEqual(wrong, [])
    await page.close()
  })
})
