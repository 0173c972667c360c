package dev.headwater.runtime.codec;

import java.util.Optional;
import org.apache.avro.Schema;

/** Finds schemas that the build does not carry: those of newer writers. Thread-safe. */
@FunctionalInterface
public interface SchemaLookup {

    /**
     * The schema that a writer used. May block on the network, within a bound.
     *
     * @param contentId the four bytes behind the magic byte
     * @return empty when the registry answers that nobody was ever given this id
     * @throws SchemaUnavailableException when nobody answers: retry later
     * @throws UndecodableException when the id stands for something that is no Avro schema
     */
    Optional<Schema> byId(int contentId);

    /** Knows nothing beyond the pack: for tools and tests that run without a registry. */
    static SchemaLookup none() {
        return _ -> Optional.empty();
    }
}
