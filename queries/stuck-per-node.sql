-- title: Stuck pod sandboxes per node
-- description: For every node the pod sandboxes whose stop failed and never succeeded, and how many of them still have their network namespace.
-- columns: node, sandboxes, attached
SELECT node, COUNT(*) AS sandboxes, SUM(netns_left) AS attached
FROM sandbox
WHERE state = 'stuck'
GROUP BY node
ORDER BY node
