package dev.headwater.runtime.command;

import dev.headwater.runtime.codec.UndecodableException;
import dev.headwater.runtime.command.CommandEnvelope.Origin;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.snapshot.Checkpoint;
import dev.headwater.runtime.snapshot.LoadedStreams;
import dev.headwater.runtime.snapshot.SavedAnswers;
import dev.headwater.runtime.snapshot.SavedPartition;
import dev.headwater.runtime.snapshot.SavedStream;
import dev.headwater.runtime.snapshot.SnapshotHead;
import dev.headwater.runtime.snapshot.StateForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is in memory as what is in a snapshot, and back. Thread-safe. */
final class SavedForms {

    private final Aggregates aggregates;

    SavedForms(Aggregates aggregates) {
        this.aggregates = aggregates;
    }

    /** Changes with the form of any state. */
    String schema() {
        return aggregates
                .stateSchema()
                .orElseThrow(() -> new IllegalStateException("a state without a form"));
    }

    /** Nothing is encoded before the rows are walked, which may be on another thread. */
    Checkpoint checkpoint(SnapshotHead head, @Nullable SnapshotHead base, Changes changes) {
        Iterable<SavedStream> rows =
                () ->
                        changes.streams().entrySet().stream()
                                .map(each -> row(each, changes.openWork().get(each.getKey())))
                                .iterator();
        List<SavedAnswers> answers = new ArrayList<>();
        add(true, head.nextOutcome(), changes.clients(), answers);
        add(false, head.nextOutcome(), changes.followUps(), answers);
        return new Checkpoint(
                head, base, rows, answers, changes.oldestClient(), changes.oldestFollowUp());
    }

    private static void add(
            boolean clients,
            long untilOutcome,
            List<SnapshotBytes.Answer> answers,
            List<SavedAnswers> to) {
        if (!answers.isEmpty()) {
            to.add(new SavedAnswers(clients, untilOutcome, SnapshotBytes.answers(answers)));
        }
    }

    private SavedStream row(Map.Entry<StreamId, Stream> changed, @Nullable OpenWork work) {
        Aggregate<Object, Object, Object> aggregate = aggregate(changed.getKey());
        Stream stream = changed.getValue();
        return new SavedStream(
                changed.getKey(),
                stream.version(),
                form(aggregate).encode(stream.state()),
                work == null ? null : SnapshotBytes.openWork(work, aggregate.events()));
    }

    /** Begins a state that knows nothing yet. */
    void restore(PartitionState state, SavedPartition found) {
        state.startAt(found.head());
        for (SavedAnswers each : found.answers()) {
            Origin origin = each.clients() ? Origin.CLIENT : Origin.POLICY;
            SnapshotBytes.readAnswers(
                    each.answers(),
                    (command, answered) -> state.answers().remember(command, origin, answered));
        }
        for (SavedStream each : found.open()) {
            Aggregate<Object, Object, Object> aggregate = aggregate(each.stream());
            Stream stream = stream(aggregate, each);
            state.cache().loaded(each.stream(), stream);
            byte[] work = each.openWork();
            if (work != null) {
                state.followUps()
                        .restore(
                                aggregate,
                                each.stream(),
                                stream,
                                SnapshotBytes.readOpenWork(
                                        each.stream(), work, aggregate.events()));
            }
        }
    }

    /** The stream as it was loaded; of version 0 when the snapshot has none. */
    Stream stream(StreamId id, LoadedStreams loaded) {
        Aggregate<Object, Object, Object> aggregate = aggregate(id);
        SavedStream found = loaded.streams().get(id);
        return found == null
                ? new Stream(aggregate.decider().initialState(), 0)
                : stream(aggregate, found);
    }

    private static Stream stream(Aggregate<Object, Object, Object> aggregate, SavedStream saved) {
        return new Stream(form(aggregate).decode(saved.state()), saved.version());
    }

    private Aggregate<Object, Object, Object> aggregate(StreamId id) {
        Aggregates.Entry entry = aggregates.of(id);
        if (entry == null) {
            throw new UndecodableException("no aggregate owns " + id);
        }
        return entry.aggregate();
    }

    private static StateForm<Object> form(Aggregate<Object, Object, Object> aggregate) {
        StateForm<Object> form = aggregate.form();
        if (form == null) {
            throw new IllegalStateException("no form for " + aggregate.category());
        }
        return form;
    }
}
