package dev.headwater.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** What goes wrong in requests, by chance. */
final class Noise {

    private static final String[] TEXTS = {
        "",
        " ",
        "a",
        "null",
        "true",
        "-1",
        "0",
        "1e400",
        "NaN",
        "\u0000",
        "\uFFFE",
        "\u202E",
        "\uD83D\uDE00",
        "é",
        "' or 1=1 --",
        "<script>alert(1)</script>",
        "${jndi:ldap://x}",
        "../../etc",
        "%00",
        "{{7*7}}",
        "a\r\nX-Injected: 1",
        "2026-13-45T99:99:99Z",
        "ﷺ".repeat(50),
        "x".repeat(300),
        "9".repeat(400)
    };
    private static final String[] TYPES = {
        "application/json",
        "application/json; charset=utf-16",
        "application/json;charset=nonsense",
        "text/plain",
        "application/xml",
        "multipart/form-data; boundary=x",
        "*/*",
        "nonsense",
        ""
    };

    private final Random random;

    Noise(Random random) {
        this.random = random;
    }

    /** A text that somebody has tripped over before. */
    String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    String mediaType() {
        return TYPES[random.nextInt(TYPES.length)];
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    /** As JSON, whatever is in it. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars()
                .forEach(
                        c -> {
                            if (c == '"' || c == '\\') {
                                quoted.append('\\').append((char) c);
                            } else if (c < 0x20) {
                                quoted.append("\\u%04x".formatted(c));
                            } else {
                                quoted.append((char) c);
                            }
                        });
        return quoted.append('"').toString();
    }

    static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
