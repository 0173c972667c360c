package dev.headwater.local.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.contracts.gate.Breach;
import dev.headwater.contracts.gate.Contract;
import dev.headwater.contracts.gate.ContractException;
import dev.headwater.contracts.gate.Gate;
import dev.headwater.contracts.gate.Releases;
import dev.headwater.local.PlatformException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The offline gate. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Holds the .avsc files, their ids and topics.yaml against every released version.",
            "Reads files only: no server, no build of the services. Exits 1 when anything breaks a reader."
        })
final class SchemasCheckCommand implements Callable<Integer> {

    @Option(names = "--json", description = "For machines.")
    private boolean json;

    @Override
    public Integer call() {
        Path root = new Checkout().repository().root();
        List<Breach> breaches = breaches(root);
        if (json) {
            System.out.println(asJson(root, breaches));
        } else {
            print(root, breaches);
        }
        return breaches.isEmpty() ? 0 : 1;
    }

    /**
     * Everything that keeps the working tree from being released.
     *
     * @throws PlatformException when a file cannot be used at all
     */
    static List<Breach> breaches(Path root) {
        try {
            Releases releases = new Releases(root);
            List<Breach> breaches = new ArrayList<>(releases.edits());
            breaches.addAll(Gate.check(releases.all(), Contract.ofWorkingTree(root)));
            return breaches;
        } catch (ContractException e) {
            throw new PlatformException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void print(Path root, List<Breach> breaches) {
        breaches.forEach(breach -> System.out.println(breach.text()));
        int schemas = Contract.ofWorkingTree(root).schemas().size();
        List<String> versions = new Releases(root).versions();
        System.out.printf(
                "%s%d schemas against releases %s: %s%n",
                breaches.isEmpty() ? "" : System.lineSeparator(),
                schemas,
                String.join(", ", versions),
                breaches.isEmpty() ? "no reader breaks" : breaches.size() + " breaches");
    }

    private static ObjectNode asJson(Path root, List<Breach> breaches) {
        ObjectNode result = JsonMapper.builder().build().createObjectNode();
        result.put("compatible", breaches.isEmpty());
        ArrayNode releases = result.putArray("releases");
        new Releases(root).versions().forEach(releases::add);
        ArrayNode found = result.putArray("breaches");
        for (Breach breach : breaches) {
            ObjectNode each = found.addObject();
            each.put("rule", breach.rule().name());
            each.put("subject", breach.subject());
            each.put("field", breach.field());
            each.put("problem", breach.problem());
            each.put("wayOut", breach.rule().wayOut());
            ArrayNode versions = each.putArray("releases");
            breach.versions().forEach(versions::add);
        }
        return result;
    }
}
