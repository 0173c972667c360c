package dev.headwater.local.cli;

import dev.headwater.contracts.gate.Contract;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Ids for schemas that have none. */
@Command(
        name = "ids",
        mixinStandardHelpOptions = true,
        description =
                "Gives the next ids, and golden bytes, to schemas that have none. Never changes one.")
final class SchemasIdsCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Checkout checkout = new Checkout();
        Path root = checkout.repository().root();
        int before = Contract.pack(root).contents().size();
        new ContractsBuild(checkout).giveIds();
        System.out.printf("%d new ids%n", Contract.pack(root).contents().size() - before);
        return 0;
    }
}
