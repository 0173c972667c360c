package dev.headwater.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** HTTP/1.1 without a client that would keep one from saying what is not allowed. */
final class RawHttp {

    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int ANSWER_BYTES_MAX = 4 << 20;

    private RawHttp() {}

    /**
     * @param status 0 when the connection was closed without an answer
     */
    record Answer(int status, String head, String body) {

        boolean hasHeader(String name) {
            return head.toLowerCase(Locale.ROOT).contains("\r\n" + name + ":");
        }
    }

    /** Sends the bytes as they are and reads until the other side closes. */
    static Answer send(URI base, byte[] request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), TIMEOUT_MILLIS);
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (IOException _) {
                // A server may refuse in the middle of a request; what it said is there to be read.
            }
            return parse(read(socket.getInputStream()));
        }
    }

    private static String read(InputStream input) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8_192];
        try {
            int count = input.read(buffer);
            while (count >= 0 && bytes.size() < ANSWER_BYTES_MAX) {
                bytes.write(buffer, 0, count);
                count = input.read(buffer);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no end of the answer: " + bytes, e);
        } catch (IOException _) {
            // Reset after the answer: what came before counts.
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Answer parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (!text.startsWith("HTTP/1.") || end < 0) {
            return new Answer(0, "", text);
        }
        return new Answer(
                Integer.parseInt(text.substring(9, 12)),
                text.substring(0, end),
                text.substring(end + 4));
    }
}
