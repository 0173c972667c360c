package dev.headwater.contracts.gate;

/** What a change of the contracts may not do to a reader, and what to do instead. */
public enum Rule {
    /** Avro's own checker: today's readers fail on released bytes. */
    CANNOT_READ_RELEASED(
            "add fields with a default and leave released fields as they are: the log holds them for ever"),
    /** Avro's own checker: yesterday's readers fail on today's bytes while a deployment rolls. */
    CANNOT_BE_READ_BY_RELEASED(
            "leave released fields as they are and put what is new into a new field with a default"),
    SCHEMA_REMOVED(
            "keep the file as long as the log may hold such records: say \"deprecated\" in it and stop writing it"),
    SCHEMA_RENAMED(
            "bring the released name back and add a schema of the new name beside it: replace by renaming, in two releases"),
    FIELD_REMOVED(
            "keep the field, with a default if nothing fills it any more, and say \"deprecated\" in it"),
    FIELD_WITHOUT_DEFAULT("give the new field a default: released bytes do not hold it"),
    TYPE_CHANGED("keep the field and add one of the new type, filled by an upcaster"),
    LOGICAL_TYPE_CHANGED(
            "keep the field and add one of the new logical type: the same number would mean something else"),
    UNIT_CHANGED("keep the field and add one in the new unit, filled by an upcaster"),
    MEANING_CHANGED(
            "keep the field and add one of the new meaning; if only the words are better, say why in a \"reworded\" property of the field"),
    DEFAULT_CHANGED(
            "keep the released default: readers fill it in for bytes that are written already"),
    ENUM_WITHOUT_DEFAULT(
            "give the enum a \"default\" symbol (UNKNOWN) in a release before the one that adds symbols"),
    ENUM_SYMBOL_REMOVED("keep the symbol: records in the log hold it; stop writing it"),
    ENUM_DEFAULT_CHANGED(
            "keep the released default symbol: it stands for what readers do not know"),
    STREAM_KEY_CHANGED(
            "keep the stream that the record belongs to; a record of another stream is another event"),
    TOPIC_REMOVED("keep the topic: its log is the record"),
    KEY_CHANGED(
            "keep the key: readers join, compact and shard by it; write to a new topic otherwise"),
    PARTITIONING_CHANGED(
            "keep the partitioner: a stream's events must stay in one partition; write to a new topic otherwise"),
    PARTITIONS_CHANGED(
            "keep N: streams are placed by hash modulo N; copy the log to a new topic to change it"),
    RETENTION_CHANGED("keep at least the released retention and the cleanup policy"),
    ID_MISSING("./headwater schemas ids gives every schema without an id the next one"),
    ID_CHANGED("restore the line of schema-pack.json: bytes in the log carry the id"),
    RELEASE_EDITED("restore the file (git checkout): a release is never edited, a later one adds");

    private final String wayOut;

    Rule(String wayOut) {
        this.wayOut = wayOut;
    }

    /** What to do instead, as an imperative clause. */
    public String wayOut() {
        return wayOut;
    }
}
