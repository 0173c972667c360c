package dev.headwater.inventory.domain;

import static dev.headwater.inventory.domain.InventoryRejection.LINE_NOT_RESERVED;
import static dev.headwater.inventory.domain.InventoryRejection.RESERVATION_NOT_RESERVED;
import static dev.headwater.runtime.decide.Decision.accept;
import static dev.headwater.runtime.decide.Decision.reject;
import static dev.headwater.runtime.decide.Decision.unchanged;

import dev.headwater.inventory.domain.ReservationCommand.CommitReservation;
import dev.headwater.inventory.domain.ReservationCommand.RecordAllocation;
import dev.headwater.inventory.domain.ReservationCommand.RecordRefusal;
import dev.headwater.inventory.domain.ReservationCommand.ReleaseReservation;
import dev.headwater.inventory.domain.ReservationCommand.RequestReservation;
import dev.headwater.inventory.domain.ReservationEvent.LineAllocated;
import dev.headwater.inventory.domain.ReservationEvent.LineRefused;
import dev.headwater.inventory.domain.ReservationEvent.ReservationRequested;
import dev.headwater.inventory.domain.ReservationEvent.StockCommitted;
import dev.headwater.inventory.domain.ReservationEvent.StockReleased;
import dev.headwater.inventory.domain.ReservationEvent.StockReservationFailed;
import dev.headwater.inventory.domain.ReservationEvent.StockReserved;
import dev.headwater.inventory.domain.ReservationState.Answer;
import dev.headwater.inventory.domain.ReservationState.Answer.Allocated;
import dev.headwater.inventory.domain.ReservationState.Answer.Refused;
import dev.headwater.inventory.domain.ReservationState.Committed;
import dev.headwater.inventory.domain.ReservationState.Failed;
import dev.headwater.inventory.domain.ReservationState.Pending;
import dev.headwater.inventory.domain.ReservationState.Released;
import dev.headwater.inventory.domain.ReservationState.Reserved;
import dev.headwater.inventory.domain.ReservationState.Unknown;
import dev.headwater.runtime.decide.Decider;
import dev.headwater.runtime.decide.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The rules of one order's reservation: it asks one allocation per line, waits for all answers, and
 * ends committed, released or failed. A release that comes first is recorded and turns the later
 * request into a no-op; answers that come after the end add nothing.
 */
public final class ReservationDecider
        implements Decider<ReservationCommand, ReservationState, ReservationEvent> {

    @Override
    public ReservationState initialState() {
        return new Unknown();
    }

    @Override
    public Decision<ReservationEvent> decide(ReservationCommand command, ReservationState state) {
        return switch (command) {
            case RequestReservation request -> request(request, state);
            case RecordAllocation allocation ->
                    answer(
                            new LineAllocated(
                                    allocation.orderId(),
                                    allocation.sku(),
                                    allocation.quantity(),
                                    allocation.at()),
                            allocation.sku(),
                            allocation.at(),
                            state);
            case RecordRefusal refusal ->
                    answer(
                            new LineRefused(
                                    refusal.orderId(),
                                    refusal.sku(),
                                    refusal.quantity(),
                                    refusal.available(),
                                    refusal.at()),
                            refusal.sku(),
                            refusal.at(),
                            state);
            case CommitReservation commit -> commit(commit, state);
            case ReleaseReservation release -> release(release, state);
        };
    }

    @Override
    public ReservationState evolve(ReservationState state, ReservationEvent event) {
        return switch (event) {
            case ReservationRequested requested ->
                    new Pending(
                            requested.lines(),
                            requested.amount(),
                            requested.paymentMethod(),
                            HashTreePMap.empty());
            case LineAllocated line -> answered(state, line.sku(), new Allocated());
            case LineRefused line -> answered(state, line.sku(), new Refused(line.available()));
            case StockReserved _ -> new Reserved(linesOf(state));
            case StockReservationFailed _ -> new Failed();
            case StockCommitted _ -> new Committed();
            case StockReleased _ -> new Released();
        };
    }

    private static Decision<ReservationEvent> request(
            RequestReservation command, ReservationState state) {
        return switch (state) {
            case Unknown _ ->
                    accept(
                            new ReservationRequested(
                                    command.orderId(),
                                    command.lines(),
                                    command.amount(),
                                    command.paymentMethod(),
                                    command.at()));
            case Pending _, Reserved _, Failed _, Committed _, Released _ -> unchanged();
        };
    }

    /** Records one line's answer, and the end of the reservation with the last of them. */
    private Decision<ReservationEvent> answer(
            ReservationEvent line, String sku, Instant at, ReservationState state) {
        return switch (state) {
            case Pending pending
                    when pending.lines().stream().noneMatch(l -> l.sku().equals(sku)) ->
                    notReserved(line, sku);
            case Pending pending when pending.answers().containsKey(sku) -> unchanged();
            case Pending _ ->
                    evolve(state, line) instanceof Pending after
                            ? last(line.orderId(), after, at)
                                    .map(end -> accept(line, end))
                                    .orElseGet(() -> accept(line))
                            : accept(line);
            case Unknown _ -> notReserved(line, sku);
            case Reserved _, Failed _, Committed _, Released _ -> unchanged();
        };
    }

    /** The event that ends the reservation once every line is answered. */
    private static Optional<ReservationEvent> last(String orderId, Pending pending, Instant at) {
        if (pending.answers().size() < pending.lines().size()) {
            return Optional.empty();
        }
        List<Missing> missing = new ArrayList<>();
        List<String> allocated = new ArrayList<>();
        for (Line line : pending.lines()) {
            if (pending.answers().get(line.sku()) instanceof Refused(long available)) {
                missing.add(new Missing(line.sku(), line.quantity(), available));
            } else {
                allocated.add(line.sku());
            }
        }
        return Optional.of(
                missing.isEmpty()
                        ? new StockReserved(orderId, pending.amount(), pending.paymentMethod(), at)
                        : new StockReservationFailed(orderId, missing, allocated, at));
    }

    private static Decision<ReservationEvent> commit(
            CommitReservation command, ReservationState state) {
        return switch (state) {
            case Reserved(List<Line> lines) ->
                    accept(new StockCommitted(command.orderId(), lines, command.at()));
            case Committed _ -> unchanged();
            case Unknown _, Pending _, Failed _, Released _ ->
                    reject(
                            RESERVATION_NOT_RESERVED,
                            "nothing is reserved for order " + command.orderId());
        };
    }

    private static Decision<ReservationEvent> release(
            ReleaseReservation command, ReservationState state) {
        return switch (state) {
            case Unknown _ -> accept(new StockReleased(command.orderId(), List.of(), command.at()));
            case Pending pending ->
                    accept(new StockReleased(command.orderId(), pending.lines(), command.at()));
            case Reserved(List<Line> lines) ->
                    accept(new StockReleased(command.orderId(), lines, command.at()));
            case Failed _, Committed _, Released _ -> unchanged();
        };
    }

    private static ReservationState answered(ReservationState state, String sku, Answer answer) {
        return switch (state) {
            case Pending(
                            List<Line> lines,
                            Money amount,
                            String method,
                            PMap<String, Answer> answers) ->
                    new Pending(lines, amount, method, answers.plus(sku, answer));
            case Unknown _, Reserved _, Failed _, Committed _, Released _ -> state;
        };
    }

    private static List<Line> linesOf(ReservationState state) {
        return switch (state) {
            case Pending pending -> pending.lines();
            case Reserved(List<Line> lines) -> lines;
            case Unknown _, Failed _, Committed _, Released _ -> List.of();
        };
    }

    private static Decision<ReservationEvent> notReserved(ReservationEvent line, String sku) {
        return reject(
                LINE_NOT_RESERVED,
                "order %s has no line of item %s".formatted(line.orderId(), sku));
    }
}
