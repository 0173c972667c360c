package dev.headwater.contracts.docs;

/** A small page under construction. Everything that is not {@code raw} or a cell is escaped. */
final class Html {

    private static final String STYLE =
            """
            body{font:16px/1.5 system-ui,sans-serif;max-width:68rem;margin:2rem auto;padding:0 1rem;color:#1b2530}
            h1{font-size:1.7rem;margin-bottom:.2rem}h2{font-size:1.15rem;margin-top:2rem}
            table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.35rem .7rem;
            border-bottom:1px solid #d9e0e6}th{color:#51606e;font-weight:600}code,pre{font:13px/1.5 ui-monospace,monospace}
            pre{background:#f3f6f8;padding:.7rem;overflow:auto;margin:0}pre.wrap{white-space:pre-wrap;word-break:break-all}
            a{color:#0b5cad}.old{color:#9a3412;font-size:.85em}
            """;

    private final StringBuilder text = new StringBuilder();

    Html(String title) {
        text.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(escape(title))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body>\n<h1>")
                .append(escape(title))
                .append("</h1>\n");
    }

    void raw(String html) {
        text.append(html).append('\n');
    }

    void heading(String title) {
        raw("<h2>" + escape(title) + "</h2>");
    }

    void paragraph(String words) {
        raw("<p>" + escape(words) + "</p>");
    }

    void table(String... titles) {
        text.append("<table><tr>");
        for (String title : titles) {
            text.append("<th>").append(escape(title)).append("</th>");
        }
        raw("</tr>");
    }

    /**
     * @param cells as HTML
     */
    void row(String... cells) {
        text.append("<tr>");
        for (String cell : cells) {
            text.append("<td>").append(cell).append("</td>");
        }
        raw("</tr>");
    }

    void endTable() {
        raw("</table>");
    }

    static String code(String words) {
        return words.isEmpty() ? "" : "<code>" + escape(words) + "</code>";
    }

    static String link(String to, String words) {
        return "<a href=\"" + escape(to) + "\">" + escape(words) + "</a>";
    }

    static String escape(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return text + "</body></html>\n";
    }
}
