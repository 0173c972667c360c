package dev.headwater.runtime.admin;

import dev.headwater.runtime.command.Aggregate;
import dev.headwater.runtime.command.ServiceDefinition;
import dev.headwater.runtime.http.Problem;
import dev.headwater.runtime.log.StreamId;
import java.util.List;
import java.util.stream.Stream;

/** Stream ids out of paths. */
final class StreamIds {

    private StreamIds() {}

    /** The stream id; ends the request with 400 when it is none. */
    static StreamId of(String text) {
        try {
            return new StreamId(text);
        } catch (IllegalArgumentException _) {
            throw Problem.invalidParameter(
                            "streamId", "<category>-<id> with an id of [A-Za-z0-9._-]{1,64}")
                    .asException();
        }
    }

    /**
     * The streams of a service that the text can mean: the one that it names entire, or, when it
     * names none of the service's categories, the one with this id in each of them. So people can
     * ask with the id that an API gave them. Ends the request with 400 when it is no id either.
     */
    static List<StreamId> meantBy(String text, ServiceDefinition service) {
        List<String> categories = service.aggregates().stream().map(Aggregate::category).toList();
        boolean named = categories.stream().anyMatch(each -> text.startsWith(each + "-"));
        Stream<String> all =
                named ? Stream.of(text) : categories.stream().map(each -> each + "-" + text);
        return all.map(StreamIds::of).toList();
    }
}
