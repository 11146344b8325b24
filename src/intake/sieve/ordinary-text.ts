/**
 * Lines that node logs are full of and that say nothing of sandboxes: the scanner takes for fingerprints what is rare in them. Any text
 * would do; the better it resembles the logs, the fewer places have to be looked at twice.
 */
export const ordinaryText: string = String.raw`
Apr 26 00:00:01 node-7 kubelet[1205]: I0426 00:00:01.104146    1205 kubelet.go:2124] "SyncLoop (PLEG): event for pod" pod="kube-system/coredns-64897985d-tw9xd" event=&{ID:0e2ab38a-5e38-4b0c-8f6b-b4f6b6ad9a54 Type:ContainerStarted Data:6cc1d6b37ee7e5a7a1f3a5ba15cd4b1cc1bd3bd7f28df3a1f0eb0f0e6d1c5b5a}
Apr 26 00:00:02 node-7 kubelet[1205]: I0426 00:00:02.318201    1205 reconciler.go:221] "operationExecutor.VerifyControllerAttachedVolume started for volume \"kube-api-access-8xq2f\" (UniqueName: \"kubernetes.io/projected/0e2ab38a-5e38-4b0c-8f6b-b4f6b6ad9a54-kube-api-access-8xq2f\") pod \"coredns-64897985d-tw9xd\" (UID: \"0e2ab38a-5e38-4b0c-8f6b-b4f6b6ad9a54\") "
Apr 26 00:00:02 node-7 kubelet[1205]: I0426 00:00:02.420711    1205 operation_generator.go:703] "MountVolume.SetUp succeeded for volume \"config-volume\" (UniqueName: \"kubernetes.io/configmap/7a9e-config-volume\") pod \"metrics-server-7d8c\" (UID: \"7a9e\") " pod="monitoring/metrics-server-7d8c"
Apr 26 00:00:03 node-7 kubelet[1205]: E0426 00:00:03.742518    1205 pod_workers.go:951] "Error syncing pod, skipping" err="failed to \"StartContainer\" for \"controller\" with CrashLoopBackOff: \"back-off 5m0s restarting failed container=controller pod=controller-5d9bb_default(9a3c)\"" pod="default/controller-5d9bb" podUID=9a3c
Apr 26 00:00:04 node-7 kubelet[1205]: I0426 00:00:04.518165    1205 prober.go:121] "Probe failed" probeType="Readiness" pod="ingress/webhook-9f7" podUID=9a3c containerName="webhook" probeResult=failure output="HTTP probe failed with statuscode: 503"
Apr 26 00:00:05 node-7 kubelet[1205]: I0426 00:00:05.008321    1205 scope.go:110] "RemoveContainer" containerID="3f1c5b5a6cc1d6b37ee7e5a7a1f3a5ba15cd4b1cc1bd3bd7f28df3a1f0eb0f0e"
Apr 26 00:00:05 node-7 kubelet[1205]: I0426 00:00:05.208321    1205 pod_startup_latency_tracker.go:102] "Observed pod startup duration" pod="default/web-0" podStartSLOduration=3.218 podCreationTimestamp="2022-04-26 00:00:02 +0000 UTC" firstStartedPulling="0001-01-01 00:00:00 +0000 UTC"
Apr 26 00:00:05 node-7 kubelet[1205]: W0426 00:00:05.508321    1205 watcher.go:95] Error while processing event ("/sys/fs/cgroup/kubepods.slice/kubepods-burstable.slice": 0x40000100 == IN_CREATE|IN_ISDIR): no such file or directory
Apr 26 00:00:06 node-7 containerd[812]: time="2022-04-26T00:00:06.518165273Z" level=info msg="CreateContainer within sandbox \"bbc85f891eaf060c5a879e27bba9b6b0\" for container &ContainerMetadata{Name:controller,Attempt:3,}"
Apr 26 00:00:06 node-7 containerd[812]: time="2022-04-26T00:00:06.618165273Z" level=info msg="CreateContainer within sandbox \"bbc85f891eaf060c5a879e27bba9b6b0\" for &ContainerMetadata{Name:controller,Attempt:3,} returns container id \"3f1c5b5a6cc1\""
Apr 26 00:00:07 node-7 containerd[812]: time="2022-04-26T00:00:07.018165273Z" level=info msg="StartContainer for \"3f1c5b5a6cc1d6b37ee7e5a7a1f3a5ba\" returns successfully"
Apr 26 00:00:07 node-7 containerd[812]: time="2022-04-26T00:00:07.218165273Z" level=info msg="shim disconnected" id=3f1c5b5a6cc1d6b37ee7e5a7a1f3a5ba
Apr 26 00:00:07 node-7 containerd[812]: time="2022-04-26T00:00:07.318165273Z" level=warning msg="cleaning up after shim disconnected" id=3f1c5b5a6cc1 namespace=k8s.io
Apr 26 00:00:07 node-7 containerd[812]: time="2022-04-26T00:00:07.418165273Z" level=info msg="cleaning up dead shim"
Apr 26 00:00:08 node-7 containerd[812]: time="2022-04-26T00:00:08.118165273Z" level=info msg="ImageUpdate event &ImageUpdate{Name:registry.example.com/shop/basket@sha256:3f1c5b5a,Labels:map[string]string{io.cri-containerd.image: managed,},XXX_unrecognized:[],}"
Apr 26 00:00:08 node-7 containerd[812]: time="2022-04-26T00:00:08.218165273Z" level=info msg="PullImage \"registry.example.com/shop/basket:1.14.2\" returns image reference \"sha256:3f1c5b5a\""
Apr 26 00:00:08 node-7 containerd[812]: time="2022-04-26T00:00:08.518165273Z" level=info msg="ExecSync for \"3f1c5b5a\" returns with exit code 0"
Apr 26 00:00:09 node-7 systemd[1]: var-lib-containerd-tmpmounts-containerd\x2dmount3281470.mount: Deactivated successfully.
Apr 26 00:00:09 node-7 systemd[1]: run-containerd-runc-k8s.io-3f1c5b5a6cc1d6b37ee7e5a7a1f3a5ba-runc.Xq2fT1.mount: Succeeded.
Apr 26 00:00:09 node-7 systemd[1]: cri-containerd-3f1c5b5a6cc1.scope: Consumed 12.318s CPU time.
Apr 26 00:00:09 node-7 systemd[1]: Started libcontainer container 3f1c5b5a6cc1d6b37ee7e5a7a1f3a5ba15cd4b1c.
Apr 26 00:00:10 node-7 systemd-networkd[640]: veth0a1b2c3d: Link UP
Apr 26 00:00:10 node-7 kernel: IPv6: ADDRCONF(NETDEV_CHANGE): veth0a1b2c3d: link becomes ready
Apr 26 00:00:10 node-7 kernel: cni0: port 3(veth0a1b2c3d) entered forwarding state
Apr 26 00:00:11 node-7 kernel: audit: type=1400 audit(1650931211.104:4711): apparmor="STATUS" operation="profile_load" profile="unconfined" name="docker-default" pid=4711 comm="apparmor_parser"
Apr 26 00:00:12 node-7 sshd[2113]: Accepted publickey for admin from 10.0.3.17 port 51234 ssh2: RSA SHA256:Xq2fT1
Apr 26 00:00:12 node-7 CRON[2210]: (root) CMD (/usr/lib/sysstat/sa1 1 1)
Apr 26 00:00:12 node-7 dockerd[901]: time="2022-04-26T00:00:12.118165273Z" level=info msg="ignoring event" container=3f1c5b5a module=libcontainerd namespace=moby topic=/tasks/delete type="*events.TaskDelete"
`
