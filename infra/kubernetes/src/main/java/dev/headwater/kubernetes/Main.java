package dev.headwater.kubernetes;

import dev.headwater.local.PlatformException;
import java.nio.file.Path;
import java.util.List;

/** {@code ./headwater k8s check}. Exits 1 when something is wrong, having said what. */
public final class Main {

    private static final List<String> OVERLAYS = List.of("local", "production");

    private Main() {}

    /**
     * @param arguments the checkout's root
     */
    public static void main(String[] arguments) {
        try {
            System.exit(run(Path.of(arguments[0])));
        } catch (PlatformException e) {
            System.err.println("headwater: " + e.getMessage());
            System.exit(1);
        }
    }

    private static int run(Path root) {
        Check check = Check.of(root);
        int wrong = 0;
        for (String name : OVERLAYS) {
            Overlay overlay = Overlay.render(root, name);
            List<Finding> findings = check.findings(overlay);
            findings.forEach(each -> System.out.println("  " + each));
            System.out.printf(
                    "%s: %d objects, %s%n",
                    name,
                    overlay.manifests().size(),
                    findings.isEmpty() ? "valid" : findings.size() + " mistakes");
            wrong += findings.size();
        }
        return wrong == 0 ? 0 : 1;
    }
}
