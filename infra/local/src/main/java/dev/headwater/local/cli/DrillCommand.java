package dev.headwater.local.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Losses on purpose. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = "Loses something on purpose, and proves that it comes back.",
        subcommands = {TotalLossCommand.class, HelpCommand.class})
final class DrillCommand {}
