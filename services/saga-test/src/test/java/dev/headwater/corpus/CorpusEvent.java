package dev.headwater.corpus;

import dev.headwater.runtime.log.StreamId;
import java.util.HexFormat;

/**
 * One event as it lies in the log of some release.
 *
 * @param version of the stream after it
 * @param type the record's name
 * @param bytes the wire form
 */
record CorpusEvent(StreamId stream, long version, String type, byte[] bytes) {

    static CorpusEvent parse(String line) {
        String[] words = line.split(" ", 0);
        return new CorpusEvent(
                new StreamId(words[0]),
                Long.parseLong(words[1]),
                words[2],
                HexFormat.of().parseHex(words[3]));
    }

    String line() {
        return "%s %d %s %s".formatted(stream, version, type, HexFormat.of().formatHex(bytes));
    }
}
