import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { zoneOf } from '../../src/ingest/zone.ts'

const local = (text: string): number => Date.parse(`${text}Z`) * 1000

describe('zone', () => {
  it('reads offsets', () => {
    assert.equal(zoneOf('+02:00')(0), 120)
    assert.equal(zoneOf('-0530')(0), -330)
    assert.equal(zoneOf('UTC')(0), 0)
  })

  it('knows summer time of an IANA zone on both sides of the change', () => {
    const berlin = zoneOf('Europe/Berlin')
    assert.equal(berlin(local('2022-03-27T01:59:59')), 60)
    assert.equal(berlin(local('2022-03-27T03:00:00')), 120)
    assert.equal(berlin(local('2022-10-30T01:59:59')), 120)
    assert.equal(berlin(local('2022-10-30T03:00:00')), 60)
    assert.equal(zoneOf('Asia/Kathmandu')(local('2022-01-01T00:00:00')), 345)
  })

  it('refuses what is no zone', () => {
    assert.throws(() => zoneOf('Nowhere/Land'), { code: 'BAD_OPTION' })
    assert.throws(() => zoneOf('+99:99'), { code: 'BAD_OPTION' })
  })
})
