-- title: Lines not understood
-- description: For every source with lines that look relevant and that no parser understood: how many, and the first of them.
-- columns: source, node, not_understood, place, line, text
SELECT
  s.path AS source, s.node,
  s.candidates - s.understood AS not_understood,
  u.ord AS place, u.line, u.text
FROM source s
JOIN not_understood u ON u.source_id = s.id
ORDER BY not_understood DESC, s.path, s.id, u.ord
