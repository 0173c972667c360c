package dev.headwater.local.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Measurements. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures.",
        subcommands = {BenchOrdersCommand.class, BenchReplayCommand.class, HelpCommand.class})
final class BenchCommand {}
