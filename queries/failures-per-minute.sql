-- title: Failures per minute
-- description: Failures and failing nodes for every minute that has a failure with a time; the peak is the row with the most failures.
-- param: since Int64 0 Only failures from this time on; 0 = from the beginning
-- param: until Int64 0 Only failures up to this time; 0 = to the end
-- param: cause String '' Only this cause; empty = all
-- columns: minute_us, failures, nodes
SELECT
  first_us - first_us % 60000000 AS minute_us,
  COUNT(*) AS failures,
  COUNT(DISTINCT node) AS nodes
FROM failure
WHERE first_us > 0
  AND ({since:Int64} = 0 OR first_us >= {since:Int64})
  AND ({until:Int64} = 0 OR first_us <= {until:Int64})
  AND ({cause:String} = '' OR cause = {cause:String})
GROUP BY first_us - first_us % 60000000
ORDER BY minute_us
