package dev.headwater.runtime.command;

import dev.headwater.runtime.log.Envelope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a stream still has to come, beside its state.
 *
 * @param correlation of its open deadline, or null when it has none
 * @param intents its open intents, oldest first
 */
record OpenWork(@Nullable String correlation, List<Envelope<Object>> intents) {

    OpenWork {
        intents = List.copyOf(intents);
    }
}
