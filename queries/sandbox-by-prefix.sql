-- title: Pod sandboxes whose id begins with a text
-- description: Finds a pod sandbox by the first digits of its id, as crictl prints them.
-- param: prefix String '' First digits of the id
-- param: limit Int64 20 Rows at most
-- columns: sandbox_id, node, pod_namespace, pod_name, attempt, state, failed_runs, failed_stops, requested_us, ready_us, stop_us, stopped_us, removed_us, netns_left, replaced_by
SELECT
  sandbox_id, node, pod_namespace, pod_name, attempt, state, failed_runs, failed_stops,
  requested_us, ready_us, stop_us, stopped_us, removed_us, netns_left, replaced_by
FROM sandbox
WHERE sandbox_id <> '' AND substr(sandbox_id, 1, length({prefix:String})) = {prefix:String}
ORDER BY sandbox_id, node, pod_namespace, pod_name
LIMIT {limit:Int64}
