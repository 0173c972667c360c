package dev.headwater.local.cli;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.gate.Breach;
import dev.headwater.contracts.gate.Contract;
import dev.headwater.local.PlatformException;
import dev.headwater.local.provision.Provisioning;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The step before a deployment that makes schemas known. */
@Command(
        name = "register",
        mixinStandardHelpOptions = true,
        description = {
            "Registers the schemas under the ids of this repository and sets the registry's rules: validity FULL,",
            "compatibility FULL_TRANSITIVE, integrity FULL. Idempotent. Refused, with nothing registered, when the gate",
            "finds a breach, when versions are not compatible, or when the registry has another schema under an id."
        })
final class SchemasRegisterCommand implements Callable<Integer> {

    @Option(
            names = "--registry",
            paramLabel = "<url>",
            description = "The registry; by default that of the running platform.")
    private @Nullable String registry;

    @Override
    public Integer call() {
        Checkout checkout = new Checkout();
        Path root = checkout.repository().root();
        List<Breach> breaches = SchemasCheckCommand.breaches(root);
        if (!breaches.isEmpty()) {
            breaches.forEach(breach -> System.out.println(breach.text()));
            throw new PlatformException("Readers would break: nothing was registered.");
        }
        String url = registry;
        if (url == null) {
            url = checkout.running().urls().get("registry");
        }
        if (url == null) {
            throw new PlatformException(
                    "The running platform has no registry: name one by --registry.");
        }
        SchemaPack pack = Contract.pack(root);
        int registered = Provisioning.register(url, pack);
        System.out.printf(
                "%d registered, %d were there: the registry at %s holds the schemas of this repository%n",
                registered, pack.all().size() - registered, url);
        return 0;
    }
}
