-- title: CNI configurations
-- description: Every CNI configuration file among the evidence: its name, declared version (NULL = the key is absent), plugins, and what is wrong with it.
-- columns: node, path, name, cni_version, plugins, problem
SELECT node, path, name, cni_version, plugins, problem
FROM cni_config
ORDER BY node, path, id
