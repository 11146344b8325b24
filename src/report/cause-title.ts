import { causes } from '../../parsers/causes/index.ts'
import type { Span } from '../model/block.ts'
import type { Cause } from '../model/vocabulary.ts'
import { code, t } from './spans.ts'

const TITLES: ReadonlyMap<string, string> = new Map(causes.map((cause) => [cause.id, cause.title]))

/** A cause for readers: its title in the catalogue (`ownTitle` for one of the user's rules) and its id. */
export function causeSpans(cause: Cause, ownTitle = ''): readonly Span[] {
  const title = TITLES.get(cause) ?? (ownTitle === '' ? undefined : ownTitle)
  return title === undefined ? [t('a cause the catalogue does not know')] : [t(`${title} (`), code(cause), t(')')]
}

/** The same as one text. */
export function causeTitle(cause: Cause, ownTitle = ''): string {
  return causeSpans(cause, ownTitle)
    .map((span) => ('text' in span ? span.text : ''))
    .join('')
}
