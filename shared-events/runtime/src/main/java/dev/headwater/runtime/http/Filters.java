package dev.headwater.runtime.http;

import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Query parameters that narrow a list. */
public final class Filters {

    private Filters() {}

    /**
     * The parameter's value among the names of an enum, or null when it is absent.
     *
     * @throws ProblemException 400 when it is none of them, or came more than once
     */
    public static <E extends Enum<E>> @Nullable E oneOf(UriInfo uri, String name, Class<E> type) {
        List<String> values = uri.getQueryParameters().get(name);
        if (values == null || values.isEmpty()) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (values.size() == 1 && constant.name().equals(values.getFirst())) {
                return constant;
            }
        }
        throw Problem.invalidParameter(name, "must be one of " + List.of(type.getEnumConstants()))
                .asException();
    }
}
