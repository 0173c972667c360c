package dev.headwater.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger: a key, what it asked for and what it came to.
 *
 * @param key the idempotency key
 * @param intent what was asked
 * @param result what it came to
 * @param authorization the reference that an authorization was given, or null
 * @param detail why it was declined or refused, for people, or null
 * @param at when it was decided [ISO-8601, UTC]
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Entry(
        String key,
        Intent intent,
        Result result,
        @Nullable String authorization,
        @Nullable String detail,
        String at) {

    Entry {
        Objects.requireNonNull(key, "an entry has a key");
        Objects.requireNonNull(intent, "an entry has an intent");
        Objects.requireNonNull(result, "an entry has a result");
        Objects.requireNonNull(at, "an entry has a time");
    }
}
