-- title: Stuck pod sandboxes
-- description: Pod sandboxes whose stop failed and never succeeded afterwards. netns_left 1 = the network namespace is still attached.
-- param: node String '' Only this node; empty = all
-- param: limit Int64 1000 Rows at most
-- columns: sandbox_id, node, pod_namespace, pod_name, stop_us, failed_stops, netns_left, replaced_by
SELECT sandbox_id, node, pod_namespace, pod_name, stop_us, failed_stops, netns_left, replaced_by
FROM sandbox
WHERE state = 'stuck' AND ({node:String} = '' OR node = {node:String})
ORDER BY failed_stops DESC, stop_us, sandbox_id, node, pod_namespace, pod_name, replaced_by
LIMIT {limit:Int64}
