package dev.headwater.kubernetes;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.local.PlatformException;
import dev.headwater.local.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The repository's own overlays, rendered once, and copies of them with one thing changed. */
final class Rendered {

    static final Path ROOT = Repository.find().root();
    private static final Check CHECK = Check.of(ROOT);

    private Rendered() {}

    /** An overlay as it is; the test is skipped, with the sentence, where there is no kubectl. */
    static Overlay overlay(String name) {
        try {
            return Overlay.render(ROOT, name);
        } catch (PlatformException e) {
            if (String.valueOf(e.getMessage()).contains("does not run")) {
                System.out.println(
                        "headwater-test: the manifests are not checked: " + e.getMessage());
                return abort(e.getMessage());
            }
            throw e;
        }
    }

    static List<Finding> findings(Overlay overlay) {
        return CHECK.findings(overlay);
    }

    /** Changes one object of an overlay. */
    static UnaryOperator<Overlay> edit(String id, Consumer<ObjectNode> change) {
        return overlay -> {
            List<Manifest> changed = new ArrayList<>();
            boolean found = false;
            for (Manifest each : overlay.manifests()) {
                ObjectNode copy = each.node().deepCopy();
                if (each.id().equals(id)) {
                    change.accept(copy);
                    found = true;
                }
                changed.add(new Manifest(copy));
            }
            if (!found) {
                throw new IllegalStateException("no object " + id);
            }
            return new Overlay(overlay.name(), changed);
        };
    }

    static UnaryOperator<Overlay> without(String id) {
        return overlay ->
                new Overlay(
                        overlay.name(),
                        overlay.manifests().stream()
                                .filter(each -> !each.id().equals(id))
                                .toList());
    }

    /** The object at a pointer, to be changed. */
    static ObjectNode object(JsonNode node, String pointer) {
        return (ObjectNode) node.at(pointer);
    }
}
