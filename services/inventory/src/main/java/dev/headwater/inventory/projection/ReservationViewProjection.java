package dev.headwater.inventory.projection;

import dev.headwater.inventory.domain.InventoryEvent;
import dev.headwater.inventory.domain.ItemEvent;
import dev.headwater.inventory.domain.ReservationEvent;
import dev.headwater.inventory.domain.ReservationEvent.LineAllocated;
import dev.headwater.inventory.domain.ReservationEvent.LineRefused;
import dev.headwater.inventory.domain.ReservationEvent.ReservationRequested;
import dev.headwater.inventory.domain.ReservationEvent.StockCommitted;
import dev.headwater.inventory.domain.ReservationEvent.StockReleased;
import dev.headwater.inventory.domain.ReservationEvent.StockReservationFailed;
import dev.headwater.inventory.domain.ReservationEvent.StockReserved;
import dev.headwater.inventory.projection.ReservationLines.LineStatus;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.projection.Projection;
import dev.headwater.runtime.projection.ProjectionId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row per reservation, also for one that was released before it was asked for. */
public final class ReservationViewProjection
        implements Projection<InventoryEvent, ReservationView> {

    @Override
    public ProjectionId id() {
        return new ProjectionId("reservation_view", 1);
    }

    @Override
    public Set<String> keys(Envelope<InventoryEvent> event) {
        return switch (event.event()) {
            case ReservationEvent reservation -> Set.of(reservation.orderId());
            case ItemEvent _ -> Set.of();
        };
    }

    @Override
    public @Nullable ReservationView fold(
            String key, @Nullable ReservationView before, Envelope<InventoryEvent> event) {
        return switch (event.event()) {
            case ReservationEvent reservation -> {
                ReservationView row = before == null ? new ReservationView() : before;
                row.orderId = key;
                row.version = event.version();
                change(row, reservation);
                yield row;
            }
            case ItemEvent _ -> before;
        };
    }

    private static void change(ReservationView row, ReservationEvent event) {
        switch (event) {
            case ReservationRequested requested -> {
                row.lines = ReservationLines.asked(requested.lines());
                move(row, ReservationStatus.REQUESTED, requested.requestedAt());
            }
            case LineAllocated line -> {
                row.lines =
                        ReservationLines.answered(
                                row.lines, line.sku(), LineStatus.ALLOCATED, null);
                row.updatedAt = line.allocatedAt();
            }
            case LineRefused line -> {
                row.lines =
                        ReservationLines.answered(
                                row.lines, line.sku(), LineStatus.REFUSED, line.available());
                row.updatedAt = line.refusedAt();
            }
            case StockReserved reserved ->
                    move(row, ReservationStatus.RESERVED, reserved.reservedAt());
            case StockReservationFailed failed ->
                    move(row, ReservationStatus.FAILED, failed.failedAt());
            case StockCommitted committed ->
                    move(row, ReservationStatus.COMMITTED, committed.committedAt());
            case StockReleased released ->
                    move(row, ReservationStatus.RELEASED, released.releasedAt());
        }
    }

    private static void move(ReservationView row, ReservationStatus status, Instant at) {
        row.status = status;
        row.updatedAt = at;
    }
}
