package dev.headwater.local.cli;

import picocli.CommandLine.Command;

/** The manifests in {@code k8s/}. */
@Command(
        name = "k8s",
        mixinStandardHelpOptions = true,
        description = "The Kubernetes manifests, without a cluster.",
        subcommands = {KubernetesCheckCommand.class, KubernetesRehearseCommand.class})
final class KubernetesCommand {}
