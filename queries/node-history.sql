-- title: History of the nodes
-- description: Starts, stops, crashes, reboots, configuration changes and readiness of the nodes, in order of time.
-- param: node String '' Only this node; empty = all
-- param: since Int64 0 From this time on; 0 = from the beginning
-- param: until Int64 0 Up to this time; 0 = to the end
-- param: limit Int64 1000 Rows at most
-- columns: time_us, node, kind, component, value, source, line
SELECT time_us, node, kind, component, value, source, line
FROM fact
WHERE kind <> 'version'
  AND ({node:String} = '' OR node = {node:String})
  AND ({since:Int64} = 0 OR time_us >= {since:Int64})
  AND ({until:Int64} = 0 OR time_us <= {until:Int64})
ORDER BY time_us, node, kind, source, line, component, value, id
LIMIT {limit:Int64}
