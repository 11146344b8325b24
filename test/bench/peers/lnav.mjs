import { join } from 'node:path'
import { shell } from '../programs.mjs'

const SQL = `;SELECT regexp_match('([0-9a-f]{64})', log_body) AS sandbox, count(*) AS failures FROM syslog_log
  WHERE log_body LIKE '%network for sandbox%' GROUP BY sandbox ORDER BY failures DESC LIMIT 20`

/** Failures per sandbox in lnav's SQL; its folder of settings lies in ours. */
export const lnav = {
  name: 'lnav, failures per sandbox',
  needs: 'lnav',
  forms: ['log'],
  env: ({ folder }) => ({ HOME: join(folder, 'home'), XDG_CONFIG_HOME: join(folder, 'home') }),
  command: ({ path }) => shell('lnav', '-n', '-N', '-c', SQL, path),
}
