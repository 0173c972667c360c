/**
 * A cluster of processes: rendered pods run on this machine, with the parts of scheduler, kubelet,
 * kube-proxy and controllers played here. Needs Linux, where all of 127.0.0.0/8 is loopback.
 */
@NullMarked
package dev.headwater.kubernetes.cluster;

import org.jspecify.annotations.NullMarked;
