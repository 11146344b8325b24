-- title: First and last seen
-- description: First and last failure of every cause on every node. A time of 0 means that no record of it has an absolute time.
-- columns: cause, node, operation, failures, from_us, until_us
SELECT
  cause, node, operation,
  SUM(failure_n) AS failures,
  COALESCE(MIN(NULLIF(first_us, 0)), 0) AS from_us,
  MAX(last_us) AS until_us
FROM failure_sum
GROUP BY cause, node, operation
ORDER BY from_us, cause, node, operation
