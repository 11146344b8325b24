-- title: The whole case in numbers
-- description: Failures, failures without an absolute time, and pod sandboxes of the case.
-- columns: failures, undated, sandboxes
SELECT
  COUNT(*) AS failures,
  COALESCE(SUM(CASE WHEN first_us = 0 THEN 1 ELSE 0 END), 0) AS undated,
  (SELECT COUNT(*) FROM sandbox) AS sandboxes
FROM failure
