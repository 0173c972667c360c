package dev.headwater.local.cli;

import dev.headwater.local.PlatformException;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Entry of {@code ./headwater}. */
@Command(
        name = "headwater",
        description = "Event-sourced microservices whose system of record is the log.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            DemoCommand.class,
            TestCommand.class,
            ReplayCommand.class,
            VerifyCommand.class,
            HistoryCommand.class,
            DeadLettersCommand.class,
            DrillCommand.class,
            BenchCommand.class,
            CampaignCommand.class,
            ArchiveCommand.class,
            RestoreCommand.class,
            SchemasCommand.class,
            KubernetesCommand.class,
            HelpCommand.class
        })
public final class Main {

    private static final Logger LIBRARIES = Logger.getLogger("");

    private Main() {}

    public static void main(String[] arguments) {
        LIBRARIES.setLevel(Level.SEVERE);
        System.exit(run(arguments));
    }

    /** Runs a command line and returns its exit code. */
    static int run(String... arguments) {
        CommandLine commandLine =
                new CommandLine(new Main())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setExecutionExceptionHandler(
                                (failure, command, parsed) -> report(failure, command));
        return commandLine.execute(arguments.length == 0 ? new String[] {"help"} : arguments);
    }

    private static int report(Exception failure, CommandLine command) throws Exception {
        if (failure instanceof PlatformException) {
            command.getErr().println("headwater: " + failure.getMessage());
            command.getErr().flush();
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }

    /** The version that the build put into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"headwater " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
