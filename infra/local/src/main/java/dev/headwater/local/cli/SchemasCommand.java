package dev.headwater.local.cli;

import picocli.CommandLine.Command;

/** What services promise each other, held against every release. */
@Command(
        name = "schemas",
        mixinStandardHelpOptions = true,
        description = "The contracts: what may change, what did, and making it known.",
        subcommands = {
            SchemasCheckCommand.class,
            SchemasDiffCommand.class,
            SchemasIdsCommand.class,
            SchemasReleaseCommand.class,
            SchemasRegisterCommand.class,
            SchemasDocsCommand.class
        })
final class SchemasCommand {}
