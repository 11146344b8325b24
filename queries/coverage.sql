-- title: Coverage per source
-- description: What was read: lines, relevant records and how many were understood, the time each source covers, where a missing year and zone were taken from, and what could not be read.
-- columns: source, node, component, transport, payload, bytes, lines, candidates, understood, first_us, last_us, year, year_from, zone_from, problem
SELECT
  path AS source, node, component, transport, payload, bytes, lines, candidates, understood, first_us, last_us, year, year_from,
  zone_from, problem
FROM source
ORDER BY path, id
